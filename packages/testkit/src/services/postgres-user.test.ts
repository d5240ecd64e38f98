import { expect, test } from 'vitest';
import { setprivArgs } from './confine.ts';
import { unprivilegedUser } from './postgres-user.ts';

const NOBODY = 'root:x:0:0:root:/root:/bin/bash\nnobody:x:65534:65533:nobody:/:/usr/sbin/nologin\n';

test('the database belongs to postgres where there is such a user, else to nobody', () => {
  expect(unprivilegedUser(NOBODY)).toEqual({ uid: 65534, gid: 65533 });
  expect(unprivilegedUser(`${NOBODY}postgres:x:101:104::/var/lib/postgresql:/bin/bash\n`)).toEqual({
    uid: 101,
    gid: 104,
  });
  expect(unprivilegedUser('root:x:0:0:root:/root:/bin/bash\n')).toBeUndefined();
});

test('a server dies with its parent by the signal that stops it in order', () => {
  expect(setprivArgs({ command: 'redis-server', args: ['--port', '1'] })).toEqual([
    '--pdeathsig',
    'TERM',
    '--',
    'redis-server',
    '--port',
    '1',
  ]);
});

test('another user gets past closed folders only when it must', () => {
  const program = { command: 'postgres', args: [], stopSignal: 'SIGINT' } as const;
  const open = setprivArgs({ ...program, runAs: { uid: 101, gid: 104, reachAll: false } });
  const closed = setprivArgs({ ...program, runAs: { uid: 101, gid: 104, reachAll: true } });
  expect(open).toEqual(['--reuid=101', '--regid=104', '--clear-groups', '--pdeathsig', 'INT', '--', 'postgres']);
  expect(closed).toContain('--ambient-caps=+dac_override');
});
