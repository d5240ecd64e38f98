import { existsSync } from 'node:fs';
import { processesNaming } from './processes.ts';

const LOOK_MS = 50;
const ENCODER = 'libx264';
/** Encodes a picture as well, but nothing that anybody waits for. */
const PREVIEW = 'preview.mp4';

const send = (pid: number, signal: 'SIGSTOP' | 'SIGCONT' | 'SIGKILL'): void => {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended.
  }
};

const isAlive = (pid: number): boolean => existsSync(`/proc/${pid}/cmdline`);

export type HeldEncoders = Disposable & {
  /** Lets the encoder that was halted first go on. */
  releaseFirst(): void;
  /** Kills the encoder that was halted last. */
  killLast(): void;
};

/**
 * Halts every process of a product that encodes pictures, and each that follows, until it is disposed of. So a video stays
 * half made for as long as a test looks at it, however fast the machine. One that is halted for a minute is taken for hung.
 */
export const holdEncoders = (dataDir: string): HeldEncoders => {
  // By what it encodes: the process that confines an encoder has the same arguments at its end.
  const held = new Map<string, Set<number>>();
  const released = new Set<string>();
  const hold = (): void => {
    for (const { pid, command } of processesNaming(dataDir)) {
      const work = command.slice(command.indexOf(ENCODER));
      if (!command.includes(ENCODER) || command.includes(PREVIEW)) continue;
      if (released.has(work) || held.get(work)?.has(pid)) continue;
      held.set(work, new Set(held.get(work)).add(pid));
      send(pid, 'SIGSTOP');
    }
  };
  const release = (works: Iterable<string>): void => {
    for (const work of [...works]) {
      released.add(work);
      for (const pid of held.get(work) ?? []) send(pid, 'SIGCONT');
      held.delete(work);
    }
  };
  hold();
  const timer = setInterval(hold, LOOK_MS);
  return {
    // One that had come to its end when it was seen has nothing to go on with.
    releaseFirst: () =>
      release([...held].flatMap(([work, pids]) => ([...pids].some(isAlive) ? [work] : [])).slice(0, 1)),
    killLast: () => {
      for (const pid of [...held.values()].at(-1) ?? []) send(pid, 'SIGKILL');
    },
    [Symbol.dispose]: () => {
      clearInterval(timer);
      release(held.keys());
    },
  };
};
