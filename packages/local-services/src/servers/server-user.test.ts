import { expect, test } from 'vitest';
import { setprivArgs } from '../processes/confine.ts';
import { unprivilegedUser } from './server-user.ts';

const NOBODY = 'root:x:0:0:root:/root:/bin/bash\nnobody:x:65534:65533:nobody:/:/usr/sbin/nologin\n';

test('picks the user with the name of the server, or nobody', () => {
  expect(unprivilegedUser(NOBODY, 'postgres')).toEqual({ uid: 65534, gid: 65533 });
  const both = `${NOBODY}postgres:x:101:104::/var/lib/postgresql:/bin/bash\nredis:x:102:105::/:/bin/false\n`;
  expect(unprivilegedUser(both, 'postgres')).toEqual({ uid: 101, gid: 104 });
  expect(unprivilegedUser(both, 'redis')).toEqual({ uid: 102, gid: 105 });
  expect(unprivilegedUser('root:x:0:0:root:/root:/bin/bash\n', 'redis')).toBeUndefined();
});

test('sends the stop signal when the parent dies', () => {
  expect(setprivArgs({ command: 'redis-server', args: ['--port', '1'] })).toEqual([
    '--pdeathsig',
    'TERM',
    '--',
    'redis-server',
    '--port',
    '1',
  ]);
});

test('adds the capability to enter closed folders only if needed', () => {
  const program = { command: 'postgres', args: [], stopSignal: 'SIGINT' } as const;
  const open = setprivArgs({ ...program, runAs: { uid: 101, gid: 104, reachAll: false } });
  const closed = setprivArgs({ ...program, runAs: { uid: 101, gid: 104, reachAll: true } });
  expect(open).toEqual(['--reuid=101', '--regid=104', '--clear-groups', '--pdeathsig', 'INT', '--', 'postgres']);
  expect(closed).toContain('--ambient-caps=+dac_override');
});
