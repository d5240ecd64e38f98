import { mkdirSync } from 'node:fs';
import { connect } from 'node:net';
import { type Child, startChild, untilReady } from '../processes/child.ts';
import { serverUser } from './server-user.ts';

export type RedisOptions = {
  /** An absolute path; created when missing, and owned by another user when we are root. */
  dataDir: string;
  port: number;
  /** Letters and digits: it stands in an address. */
  password: string;
  logFile: string;
  /** Keep an append-only file, so that a crash loses at most a second. */
  durable: boolean;
  onSpawn?: (child: Child) => void;
};

export type Redis = { child: Child; url: string };

const READY_MS = 60_000;

/** Whether it knows the password and answers PING; while it loads its file it answers LOADING instead. */
const pongs = (port: number, password: string): Promise<boolean> =>
  new Promise((resolve) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(`AUTH ${password}\r\nPING\r\n`));
    socket.setTimeout(2_000, () => socket.destroy());
    socket.on('data', (chunk) => {
      answer += chunk;
      if (answer.split('\r\n').length > 2) socket.destroy(); // both were answered
    });
    socket.once('error', () => resolve(false));
    socket.once('close', () => resolve(answer === '+OK\r\n+PONG\r\n'));
  });

/** Starts redis-server on 127.0.0.1, never evicting (BullMQ's requirement); throws with the log's tail. */
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
    // Every user of the machine may connect to a port of it, and read the arguments of its processes.
    input: `requirepass ${password}\n`,
    cwd: dataDir,
    logFile,
    isPrivate: true,
    ...(runAs ? { runAs } : {}),
  });
  onSpawn?.(child);
  await untilReady(child, () => pongs(port, password), READY_MS);
  return { child, url: `redis://:${password}@127.0.0.1:${port}` };
};
