import { execFileSync } from 'node:child_process';
import { closeSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runDir, startOwnRedis } from '@media/testkit';
import { Redis } from 'ioredis';
import { expect, test } from 'vitest';
import { connectRedis, createLog } from './index.js';

const PASSWORD = 'a password that no log may hold';

test('the Redis password is never logged, even if Redis rejects it', async () => {
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

// The launcher redirects stdout to a file. Asynchronous writes would nearly always lose the race against `exit`.
test.each(['info', 'fatal'])('a process that logs at level %s and exits keeps all lines in order', (level) => {
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
});
