import { mkdirSync } from 'node:fs';
import { connect } from 'node:net';
import { type Child, startChild, untilReady } from '../processes/child.ts';
import { serverUser } from './server-user.ts';

export type RedisOptions = {
  /** An absolute path. Created if missing, and owned by another user if we are root. */
  dataDir: string;
  port: number;
  /** Letters and digits only, because it is part of a URL. */
  password: string;
  logFile: string;
  /** Writes an append-only file, so that a crash loses at most a second. */
  durable: boolean;
  onSpawn?: (child: Child) => void;
};

export type Redis = { child: Child; url: string };

const READY_MS = 60_000;

/** Whether it accepts the password and answers PING. While loading its data, it answers LOADING. */
const respondsToPing = (port: number, password: string): Promise<boolean> =>
  new Promise((resolve) => {
    let response = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(`AUTH ${password}\r\nPING\r\n`));
    socket.setTimeout(2_000, () => socket.destroy());
    socket.on('data', (chunk) => {
      response += chunk;
      if (response.split('\r\n').length > 2) socket.destroy(); // both commands are answered
    });
    socket.once('error', () => resolve(false));
    socket.once('close', () => resolve(response === '+OK\r\n+PONG\r\n'));
  });

/** Starts redis-server on 127.0.0.1 without eviction, as BullMQ requires. Throws with the log's tail. */
export const startRedis = async (options: RedisOptions): Promise<Redis> => {
  const { dataDir, port, password, logFile, durable, onSpawn } = options;
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const runAs = serverUser('redis', dataDir);
  const child = await startChild({
    name: 'redis',
    command: 'redis-server',
    args: [
      ...['-', '--port', String(port), '--bind', '127.0.0.1', '--dir', dataDir, '--save', ''],
      ...['--appendonly', durable ? 'yes' : 'no', '--maxmemory-policy', 'noeviction'],
    ],
    // Via stdin: every local user can read process arguments and connect to the port.
    input: `requirepass ${password}\n`,
    cwd: dataDir,
    logFile,
    isPrivate: true,
    ...(runAs ? { runAs } : {}),
  });
  onSpawn?.(child);
  await untilReady(child, () => respondsToPing(port, password), READY_MS);
  return { child, url: `redis://:${password}@127.0.0.1:${port}` };
};
