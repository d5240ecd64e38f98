import { mkdirSync } from 'node:fs';
import { connect } from 'node:net';
import { type Child, startChild, untilReady } from './child.ts';

export type RedisOptions = {
  dataDir: string;
  port: number;
  logFile: string;
  /** Keep an append-only file, so that a crash loses at most a second. */
  durable: boolean;
  onSpawn?: (child: Child) => void;
};

export type Redis = { child: Child; url: string };

const READY_MS = 60_000;

/** Whether it answers PING; while it loads its file it answers LOADING instead. */
const pongs = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('PING\r\n'));
    socket.setTimeout(2_000, () => socket.destroy());
    socket.once('data', (answer) => {
      resolve(answer.toString().startsWith('+PONG'));
      socket.destroy();
    });
    socket.once('error', () => resolve(false));
    socket.once('close', () => resolve(false));
  });

/** Starts redis-server on 127.0.0.1, never evicting (BullMQ's requirement); throws with the log's tail. */
export const startRedis = async ({ dataDir, port, logFile, durable, onSpawn }: RedisOptions): Promise<Redis> => {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const child = await startChild({
    name: 'redis',
    command: 'redis-server',
    args: [
      ...['--port', String(port), '--bind', '127.0.0.1', '--dir', dataDir, '--save', ''],
      ...['--appendonly', durable ? 'yes' : 'no', '--maxmemory-policy', 'noeviction'],
    ],
    logFile,
  });
  onSpawn?.(child);
  await untilReady(child, () => pongs(port), READY_MS);
  return { child, url: `redis://127.0.0.1:${port}` };
};
