import { mkdirSync, mkdtempSync, readFileSync, statSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { runDir } from '@media/testkit';
import { afterAll, expect, test } from 'vitest';
import { answers, freePort } from '../ports.ts';
import { type Child, startChild, untilReady } from '../processes/child.ts';
import { processEntry } from '../processes/process-table.ts';
import { startRedis } from './redis.ts';

const PASSWORD = 'a0b1c2d3e4f5';
const children: Child[] = [];
afterAll(() => Promise.all(children.map((child) => child.kill())));

const place = async () => {
  const dir = mkdtempSync(join(runDir(), 'redis-'));
  const options = { dataDir: join(dir, 'redis'), logFile: join(dir, 'redis.log'), durable: true, password: PASSWORD };
  return { ...options, port: await freePort(), onSpawn: (child: Child) => children.push(child) };
};

/** Inline commands, as anybody could type them; all that it answers, a line each. */
const say = (port: number, ...commands: string[]): Promise<string[]> =>
  new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () => socket.write([...commands, 'QUIT', ''].join('\r\n')));
    socket.on('data', (chunk) => (answer += chunk));
    socket.once('error', reject);
    socket.once('close', () => resolve(answer.trim().split('\r\n')));
  });

test('a user of the machine who does not know the password reads and forges nothing', async () => {
  const { port } = await place().then(async (options) => ({ ...options, ...(await startRedis(options)) }));
  const answered = await say(
    port,
    'GET media:limit',
    'PUBLISH media:live forged',
    'FLUSHALL',
    'CONFIG GET requirepass',
  );
  expect(answered.slice(0, 4).map((line) => line.split(' ')[0])).toEqual(Array(4).fill('-NOAUTH'));
  expect((await say(port, 'AUTH wrong'))[0]).toMatch(/^-WRONGPASS/);
  expect((await say(port, `AUTH ${PASSWORD}`, 'PING')).slice(0, 2)).toEqual(['+OK', '+PONG']);
});

test('the password is neither among the arguments nor in the log', async () => {
  const options = await place();
  const { child } = await startRedis(options);
  const { command } = processEntry(child.identity.pid) ?? { command: '' };
  expect(command).toContain('redis-server');
  expect(command).not.toContain(PASSWORD);
  expect(readFileSync(options.logFile, 'utf8')).not.toContain(PASSWORD);
});

test('data that an earlier version kept as root and without a password is there after the next start', async () => {
  const options = await place();
  mkdirSync(options.dataDir, { mode: 0o755 });
  const args = ['--port', String(options.port), '--dir', options.dataDir, '--save', '', '--appendonly', 'yes'];
  const earlier = await startChild({ name: 'redis', command: 'redis-server', args, logFile: options.logFile });
  children.push(earlier);
  await untilReady(earlier, () => answers(options.port), 60_000);
  expect((await say(options.port, 'SET kept yes'))[0]).toBe('+OK');
  await earlier.stop();

  const { child } = await startRedis(options);
  expect((await say(options.port, `AUTH ${PASSWORD}`, 'GET kept')).slice(0, 3)).toEqual(['+OK', '$3', 'yes']);
  await child.stop();
});

test('it never runs as root, and nobody else may look into its folder', async () => {
  const options = await place();
  await startRedis(options);
  const { uid, mode } = statSync(options.dataDir);
  const files = statSync(join(options.dataDir, 'appendonlydir'), { throwIfNoEntry: false });
  expect(uid).not.toBe(0);
  expect(files?.uid ?? uid).toBe(uid); // written by the process itself
  expect(mode & 0o077).toBe(0);
});
