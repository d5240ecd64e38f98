import { existsSync } from 'node:fs';
import { processStat } from '@media/local-services';
import { processesNaming } from './processes.ts';

const LOOK_MS = 50;
const ENCODER = 'libx264';
/** Encodes previews as well, which nobody waits for until the video is completed. */
const PREVIEW = 'preview.mp4';

const HELD = {
  chunks: (command: string) => command.includes(ENCODER) && !command.includes(PREVIEW),
  previews: (command: string) => command.includes(ENCODER) && command.includes(PREVIEW),
};

/** A worker kills an encoder that has done nothing for a minute. So each works for a moment this often, however slow the machine. */
const SIGN_OF_LIFE_EVERY_MS = 30_000;
const SIGN_OF_LIFE_CPU_SECONDS = 0.03;

const send = (pid: number, signal: 'SIGSTOP' | 'SIGCONT' | 'SIGKILL'): void => {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended.
  }
};

const isAlive = (pid: number): boolean => existsSync(`/proc/${pid}/cmdline`);

/** The processes of one encode: those that confine the encoder have the same arguments at their end. */
type Held = { pids: Set<number>; fromSeconds: number; haltedAtMs: number; resumedAtCpuSeconds?: number | undefined };

const cpuSecondsOf = ({ pids }: Held): number =>
  [...pids].reduce((sum, pid) => sum + (processStat(pid)?.cpuSeconds ?? 0), 0);

const showLife = (encode: Held): void => {
  const { pids, haltedAtMs, resumedAtCpuSeconds } = encode;
  if (resumedAtCpuSeconds === undefined && Date.now() - haltedAtMs > SIGN_OF_LIFE_EVERY_MS) {
    encode.resumedAtCpuSeconds = cpuSecondsOf(encode);
    for (const pid of pids) send(pid, 'SIGCONT');
  } else if (
    resumedAtCpuSeconds !== undefined &&
    cpuSecondsOf(encode) - resumedAtCpuSeconds >= SIGN_OF_LIFE_CPU_SECONDS
  ) {
    for (const pid of pids) send(pid, 'SIGSTOP');
    Object.assign(encode, { haltedAtMs: Date.now(), resumedAtCpuSeconds: undefined });
  }
};

/** Where in the source an encoder begins to read: somewhat before its chunk. */
const fromSecondsOf = (command: string): number => Number(/ -ss (\S+)/.exec(command)?.[1] ?? 0);

export type HeldEncoders = Disposable & {
  /** Halts no encoder any longer that reads from before this time of the source. */
  release(beforeSeconds: number): void;
  /** Kills the halted encoder of the last chunk; the next one that is halted when there is none now. */
  killLast(): void;
};

/**
 * Halts every process of a product that encodes chunks of a video, and each that follows, until it is disposed of. So a video stays
 * half made for as long as a test looks at it, however fast the machine. With `previews` everything can be played, but no
 * video is completed.
 */
export const holdEncoders = (dataDir: string, kind: keyof typeof HELD = 'chunks'): HeldEncoders => {
  const held = new Map<string, Held>();
  let releasedSeconds = 0;
  let mustKill = false;

  const release = (beforeSeconds: number): void => {
    releasedSeconds = beforeSeconds;
    for (const [work, { pids, fromSeconds }] of held) {
      if (fromSeconds >= beforeSeconds) continue;
      for (const pid of pids) send(pid, 'SIGCONT');
      held.delete(work);
    }
  };
  const killLast = (): void => {
    const [last] = [...held].sort(([, a], [, b]) => b.fromSeconds - a.fromSeconds);
    mustKill = last === undefined;
    if (!last) return;
    for (const pid of last[1].pids) send(pid, 'SIGKILL');
    held.delete(last[0]);
  };
  const halt = (): void => {
    for (const { pid, command } of processesNaming(dataDir)) {
      const work = command.slice(command.indexOf(ENCODER));
      const fromSeconds = fromSecondsOf(command);
      if (!HELD[kind](command) || fromSeconds < releasedSeconds) continue;
      const encode = held.get(work) ?? { pids: new Set(), fromSeconds, haltedAtMs: Date.now() };
      held.set(work, encode);
      if (encode.pids.has(pid)) continue;
      encode.pids.add(pid);
      send(pid, 'SIGSTOP');
    }
  };
  const hold = (): void => {
    halt();
    for (const [work, { pids }] of held) if (![...pids].some(isAlive)) held.delete(work);
    if (mustKill) killLast();
    for (const encode of held.values()) showLife(encode);
  };
  hold();
  const timer = setInterval(hold, LOOK_MS);
  return {
    ...{ release, killLast },
    [Symbol.dispose]: () => {
      clearInterval(timer);
      release(Number.POSITIVE_INFINITY);
    },
  };
};
