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

const prepare = async () => {
  const dir = mkdtempSync(join(runDir(), 'redis-'));
  const options = { dataDir: join(dir, 'redis'), logFile: join(dir, 'redis.log'), durable: true, password: PASSWORD };
  return { ...options, port: await freePort(), onSpawn: (child: Child) => children.push(child) };
};

/** Sends inline commands and returns all response lines. */
const send = (port: number, ...commands: string[]): Promise<string[]> =>
  new Promise((resolve, reject) => {
    let response = '';
    const socket = connect(port, '127.0.0.1', () => socket.write([...commands, 'QUIT', ''].join('\r\n')));
    socket.on('data', (chunk) => (response += chunk));
    socket.once('error', reject);
    socket.once('close', () => resolve(response.trim().split('\r\n')));
  });

test("local users can't read or write anything without the password", async () => {
  const { port } = await prepare().then(async (options) => ({ ...options, ...(await startRedis(options)) }));
  const lines = await send(port, 'GET media:limit', 'PUBLISH media:live forged', 'FLUSHALL', 'CONFIG GET requirepass');
  expect(lines.slice(0, 4).map((line) => line.split(' ')[0])).toEqual(Array(4).fill('-NOAUTH'));
  expect((await send(port, 'AUTH wrong'))[0]).toMatch(/^-WRONGPASS/);
  expect((await send(port, `AUTH ${PASSWORD}`, 'PING')).slice(0, 2)).toEqual(['+OK', '+PONG']);
});

test('the password is neither in the arguments nor in the log', async () => {
  const options = await prepare();
  const { child } = await startRedis(options);
  const { command } = processEntry(child.identity.pid) ?? { command: '' };
  expect(command).toContain('redis-server');
  expect(command).not.toContain(PASSWORD);
  expect(readFileSync(options.logFile, 'utf8')).not.toContain(PASSWORD);
});

test('serves data that an earlier version stored as root and without a password', async () => {
  const options = await prepare();
  mkdirSync(options.dataDir, { mode: 0o755 });
  const args = ['--port', String(options.port), '--dir', options.dataDir, '--save', '', '--appendonly', 'yes'];
  const earlier = await startChild({ name: 'redis', command: 'redis-server', args, logFile: options.logFile });
  children.push(earlier);
  await untilReady(earlier, () => answers(options.port), 60_000);
  expect((await send(options.port, 'SET kept yes'))[0]).toBe('+OK');
  await earlier.stop();

  const { child } = await startRedis(options);
  expect((await send(options.port, `AUTH ${PASSWORD}`, 'GET kept')).slice(0, 3)).toEqual(['+OK', '$3', 'yes']);
  await child.stop();
});

test("never runs as root, and other users can't access its folder", async () => {
  const options = await prepare();
  await startRedis(options);
  const { uid, mode } = statSync(options.dataDir);
  const files = statSync(join(options.dataDir, 'appendonlydir'), { throwIfNoEntry: false });
  expect(uid).not.toBe(0);
  expect(files?.uid ?? uid).toBe(uid); // written by the process itself
  expect(mode & 0o077).toBe(0);
});
