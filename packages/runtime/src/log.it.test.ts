import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
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
    await expect.poll(() => lines.join('')).toMatch(/WRONGPASS|NOAUTH/);
    client.disconnect();
  } finally {
    admin.disconnect();
    await server.stop();
  }
  expect(lines.join('')).not.toContain(PASSWORD);
});

const START = `import { createLog, exitAfterLogging } from '${join(import.meta.dirname, 'log.ts')}';
  const log = createLog('test', 'info');`;

const writeProgram = (name: string, body: string): string => {
  const path = join(runDir(), `${name}.mjs`);
  writeFileSync(path, `${START}\n${body}`);
  return path;
};
const messagesIn = (output: string) =>
  output
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).msg);

// The launcher gives every process a file. With process.exit alone, these lines come out in reverse order nearly every time.
test('a process that exits after logging keeps all lines in order', () => {
  const program = writeProgram('exits', "log.info('first'); log.error('last'); exitAfterLogging(log, 3);");
  for (let run = 0; run < 4; run += 1) {
    const path = join(runDir(), `exits-${run}.log`);
    const file = openSync(path, 'w');
    const { status } = spawnSync(process.execPath, [program], { stdio: ['ignore', file, 'inherit'] });
    closeSync(file);
    expect(status).toBe(3);
    expect(messagesIn(readFileSync(path, 'utf8'))).toEqual(['first', 'last']);
  }
});

test('a process keeps working while its log is not read, and loses no line', async () => {
  const count = 5_000; // more than a pipe holds
  const body = `for (let i = 0; i < ${count}; i += 1) log.info(String(i)); process.send('works');`;
  const program = writeProgram('unread', body);
  const child = spawn(process.execPath, [program], { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
  await once(child, 'message');
  child.disconnect();
  const written = await text(child.stdout as Readable);
  expect(messagesIn(written)).toEqual(Array.from({ length: count }, (_, index) => String(index)));
});
