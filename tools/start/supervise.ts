import { setTimeout as sleep } from 'node:timers/promises';
import type { Child } from '@media/local-services';
import { afterCrash } from './after-crash.ts';
import { Refusal } from './refusal.ts';

/** A server or program that is kept running. */
export type Unit = {
  name: string;
  /** How long it may take to end in order before it is killed. */
  graceMs: number;
  /** Starts it and resolves when it is ready; `onSpawn` gets the process as soon as there is one. A Refusal is final. */
  start(onSpawn: (child: Child) => void): Promise<Child>;
};

type Deps = { onSpawn(child: Child): void; report(line: string): void };

export type Supervised = {
  /** Resolves when the unit is ready for the first time. */
  ready: Promise<void>;
  /** Rejects, with the log's tail, when the unit keeps crashing; resolves once it was stopped. */
  ended: Promise<void>;
  stop(): Promise<void>;
};

type State = { child?: Child; reason: string; crashTimesMs: number[]; stopping: AbortController };

const nextAttempt = async (unit: Unit, state: State, deps: Deps, onReady: () => void): Promise<void> => {
  try {
    const child = await unit.start((spawned) => {
      state.child = spawned;
      deps.onSpawn(spawned);
    });
    onReady();
    const { code, signal } = await child.exited;
    state.reason = `${unit.name} ended (${signal ?? `exit code ${code}`}). Its log says:\n${child.logTail()}`;
  } catch (error) {
    state.reason = error instanceof Error ? error.message : String(error);
    await state.child?.stop(unit.graceMs); // it may run without ever having become ready
    if (error instanceof Refusal) throw error; // another try would end the same
  }
};

const keepRunning = async (unit: Unit, state: State, deps: Deps, onReady: () => void): Promise<void> => {
  for (;;) {
    await nextAttempt(unit, state, deps, onReady);
    if (state.stopping.signal.aborted) return;
    const nowMs = performance.now();
    state.crashTimesMs.push(nowMs);
    const decision = afterCrash(state.crashTimesMs, nowMs);
    if (decision.kind === 'giveUp')
      throw new Error(`${unit.name} keeps crashing, so everything stops.\n${state.reason}`);
    deps.report(`${state.reason.split('. Its log')[0]}. Starting ${unit.name} again in ${decision.delayMs / 1000} s`);
    await sleep(decision.delayMs, undefined, { signal: state.stopping.signal }).catch(() => undefined);
    if (state.stopping.signal.aborted) return;
  }
};

/** Keeps a unit running: starts it, starts it again after a crash, and gives up when it keeps crashing. */
export const supervise = (unit: Unit, deps: Deps): Supervised => {
  const state: State = { reason: '', crashTimesMs: [], stopping: new AbortController() };
  const { promise: ready, resolve, reject } = Promise.withResolvers<void>();
  ready.catch(() => undefined); // `ended` tells the same
  const ended = keepRunning(unit, state, deps, resolve);
  ended.then(() => reject(new Error(`${unit.name} was stopped`)), reject);
  return {
    ready,
    ended,
    stop: async () => {
      state.stopping.abort();
      await state.child?.stop(unit.graceMs);
      await ended.catch(() => undefined);
    },
  };
};
