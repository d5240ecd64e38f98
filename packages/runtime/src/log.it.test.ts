import { execFileSync } from 'node:child_process';
import { closeSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runDir, startOwnRedis } from '@media/testkit';
import { Redis } from 'ioredis';
import { expect, test } from 'vitest';
import { connectRedis, createLog } from './index.js';

const PASSWORD = 'a password that no log may hold';

test('the password of Redis is in no log, not even when Redis refuses it', async () => {
  const lines: string[] = [];
  const log = createLog('test', 'trace', { write: (line) => void lines.push(line) });
  const server = await startOwnRedis();
  const admin = new Redis(server.redisUrl);
  try {
    await admin.config('SET', 'requirepass', 'another one');
    const url = server.redisUrl.replace('redis://', `redis://:${encodeURIComponent(PASSWORD)}@`);
    const client = connectRedis({ url, prefix: 'x' }, log);
    await expect.poll(() => lines.join(''), { timeout: 10_000 }).toMatch(/WRONGPASS|NOAUTH/);
    client.disconnect();
  } finally {
    admin.disconnect();
    await server.stop();
  }
  expect(lines.join('')).not.toContain(PASSWORD);
});

// The launcher gives every process a file. Writes in the thread pool would lose the race against `exit` nearly every time.
test.each(['info', 'fatal'])(
  'a process that logs at level %s and exits loses no line and keeps their order',
  (level) => {
    const program = `
    import { createLog } from '${join(import.meta.dirname, 'log.ts')}';
    const log = createLog('test', 'info');
    log.info('first');
    log.${level}('last');
    process.exit();`;
    const entry = join(runDir(), `log-${level}.mjs`);
    writeFileSync(entry, program);
    for (let run = 0; run < 4; run += 1) {
      const path = join(runDir(), `${level}-${run}.log`);
      const file = openSync(path, 'w');
      execFileSync(process.execPath, [entry], {
        stdio: ['ignore', file, 'inherit'],
      });
      closeSync(file);
      const lines = readFileSync(path, 'utf8').trim().split('\n');
      expect(lines.map((line) => JSON.parse(line).msg)).toEqual(['first', 'last']);
    }
  },
);
