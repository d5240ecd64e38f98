import { existsSync } from 'node:fs';
import { processesMatching } from './processes.ts';

const POLL_MS = 50;
const ENCODER = 'libx264';
/** libx264 also encodes previews. A video can be played without one, but not completed. */
const PREVIEW = 'preview.mp4';

const MATCHES = {
  chunks: (command: string) => command.includes(ENCODER) && !command.includes(PREVIEW),
  previews: (command: string) => command.includes(ENCODER) && command.includes(PREVIEW),
};

const send = (pid: number, signal: 'SIGSTOP' | 'SIGCONT' | 'SIGKILL'): void => {
  try {
    process.kill(pid, signal);
  } catch {
    // It has already exited.
  }
};

const isAlive = (pid: number): boolean => existsSync(`/proc/${pid}/cmdline`);

/** The processes of one encode: the sandbox wrappers have the encoder's arguments at the end of their own. */
type PausedEncode = {
  pids: Set<number>;
  startSeconds: number;
};

/** The time in the source at which an encoder starts to read: slightly before its chunk. */
const startSecondsOf = (command: string): number => Number(/ -ss (\S+)/.exec(command)?.[1] ?? 0);

export type PausedEncoders = Disposable & {
  /** Resumes encoders that start to read before this time of the source, and no longer pauses new ones. */
  resumeBefore(beforeSeconds: number): void;
  /** Kills the paused encoder of the last chunk. If none is paused, kills the next one that is. */
  killLast(): void;
};

/**
 * Pauses all current and future processes of a product that encode video chunks, until disposed. A video stays partly encoded
 * for as long as a test needs, however fast the machine (up to WORKER_FFMPEG_STALL_SECONDS: then the worker kills them). With
 * `previews`, all videos become playable but none completes.
 */
export const pauseEncoders = (dataDir: string, kind: keyof typeof MATCHES = 'chunks'): PausedEncoders => {
  const paused = new Map<string, PausedEncode>();
  let resumedBeforeSeconds = 0;
  let mustKill = false;

  const resumeBefore = (beforeSeconds: number): void => {
    resumedBeforeSeconds = beforeSeconds;
    for (const [key, { pids, startSeconds }] of paused) {
      if (startSeconds >= beforeSeconds) continue;
      for (const pid of pids) send(pid, 'SIGCONT');
      paused.delete(key);
    }
  };
  const killLast = (): void => {
    const [last] = [...paused].sort(([, a], [, b]) => b.startSeconds - a.startSeconds);
    mustKill = last === undefined;
    if (!last) return;
    for (const pid of last[1].pids) send(pid, 'SIGKILL');
    paused.delete(last[0]);
  };
  const pauseNew = (): void => {
    for (const { pid, command } of processesMatching(dataDir)) {
      const key = command.slice(command.indexOf(ENCODER));
      const startSeconds = startSecondsOf(command);
      if (!MATCHES[kind](command) || startSeconds < resumedBeforeSeconds) continue;
      const encode = paused.get(key) ?? { pids: new Set(), startSeconds };
      paused.set(key, encode);
      if (encode.pids.has(pid)) continue;
      encode.pids.add(pid);
      send(pid, 'SIGSTOP');
    }
  };
  const tick = (): void => {
    pauseNew();
    for (const [key, { pids }] of paused) if (![...pids].some(isAlive)) paused.delete(key);
    if (mustKill) killLast();
  };
  tick();
  const timer = setInterval(tick, POLL_MS);
  return {
    ...{ resumeBefore, killLast },
    [Symbol.dispose]: () => {
      clearInterval(timer);
      resumeBefore(Number.POSITIVE_INFINITY);
    },
  };
};
