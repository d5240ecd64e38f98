import { existsSync } from 'node:fs';
import { cpuTicksOf, processesNaming } from './processes.ts';

const LOOK_MS = 50;
const ENCODER = 'libx264';
/** Encodes a picture as well, but nothing that anybody waits for. */
const PREVIEW = 'preview.mp4';

/** A worker kills an encoder that has done nothing for a minute. So each works for a moment this often, however slow the machine. */
const SIGN_OF_LIFE_EVERY_MS = 30_000;
const SIGN_OF_LIFE_TICKS = 3;

const send = (pid: number, signal: 'SIGSTOP' | 'SIGCONT' | 'SIGKILL'): void => {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended.
  }
};

const isAlive = (pid: number): boolean => existsSync(`/proc/${pid}/cmdline`);

/** The processes of one encode: those that confine the encoder have the same arguments at their end. */
type Held = { pids: Set<number>; haltedAtMs: number; resumedAtTicks?: number | undefined };

const ticksOf = ({ pids }: Held): number => [...pids].reduce((sum, pid) => sum + cpuTicksOf(pid), 0);

const showLife = (encode: Held): void => {
  const { pids, haltedAtMs, resumedAtTicks } = encode;
  if (resumedAtTicks === undefined && Date.now() - haltedAtMs > SIGN_OF_LIFE_EVERY_MS) {
    encode.resumedAtTicks = ticksOf(encode);
    for (const pid of pids) send(pid, 'SIGCONT');
  } else if (resumedAtTicks !== undefined && ticksOf(encode) - resumedAtTicks >= SIGN_OF_LIFE_TICKS) {
    for (const pid of pids) send(pid, 'SIGSTOP');
    Object.assign(encode, { haltedAtMs: Date.now(), resumedAtTicks: undefined });
  }
};

export type HeldEncoders = Disposable & {
  /** Lets the encoder that was halted first go on; the next one when none is halted now. */
  releaseFirst(): void;
  /** Kills the encoder that was halted last; the next one when none is halted now. */
  killLast(): void;
};

/**
 * Halts every process of a product that encodes pictures, and each that follows, until it is disposed of. So a video stays
 * half made for as long as a test looks at it, however fast the machine.
 */
export const holdEncoders = (dataDir: string): HeldEncoders => {
  const held = new Map<string, Held>();
  const released = new Set<string>();
  const wishes: ((works: string[]) => void)[] = [];

  const release = (work: string): void => {
    released.add(work);
    for (const pid of held.get(work)?.pids ?? []) send(pid, 'SIGCONT');
    held.delete(work);
  };
  const kill = (work: string): void => {
    for (const pid of held.get(work)?.pids ?? []) send(pid, 'SIGKILL');
    held.delete(work);
  };
  const halt = (): void => {
    for (const { pid, command } of processesNaming(dataDir)) {
      const work = command.slice(command.indexOf(ENCODER));
      if (!command.includes(ENCODER) || command.includes(PREVIEW) || released.has(work)) continue;
      const encode = held.get(work) ?? { pids: new Set(), haltedAtMs: Date.now() };
      held.set(work, encode);
      if (encode.pids.has(pid)) continue;
      encode.pids.add(pid);
      send(pid, 'SIGSTOP');
    }
  };
  const hold = (): void => {
    halt();
    for (const [work, { pids }] of held) if (![...pids].some(isAlive)) held.delete(work);
    while (wishes.length > 0 && held.size > 0) wishes.shift()?.([...held.keys()]);
    for (const encode of held.values()) showLife(encode);
  };
  hold();
  const timer = setInterval(hold, LOOK_MS);
  return {
    releaseFirst: () => void wishes.push(([first = '']) => release(first)),
    killLast: () => void wishes.push((works) => kill(works.at(-1) ?? '')),
    [Symbol.dispose]: () => {
      clearInterval(timer);
      for (const work of [...held.keys()]) release(work);
    },
  };
};
