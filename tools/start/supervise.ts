import { setTimeout as sleep } from 'node:timers/promises';
import type { Child } from '@media/local-services';
import { afterCrash } from './after-crash.ts';
import { StartupError } from './startup-error.ts';

/** A server or program that is kept running. */
export type Unit = {
  name: string;
  /** How long it can take to shut down before it is killed. */
  graceMs: number;
  /** Resolves when the unit is ready. Calls `onSpawn` as soon as the process exists. A StartupError prevents restarts. */
  start(onSpawn: (child: Child) => void): Promise<Child>;
};

type Deps = { onSpawn(child: Child): void; report(line: string): void };

export type Supervised = {
  /** Resolves when the unit is ready for the first time. */
  ready: Promise<void>;
  /** Rejects with the log's tail if the unit keeps crashing. Resolves once it is stopped. */
  ended: Promise<void>;
  stop(): Promise<void>;
};

const LOG_INTRO = 'Last lines of its log:';

type State = { child?: Child; reason: string; crashTimesMs: number[]; stopping: AbortController };

/** The reason without the log, with a period at the end. */
const headline = (reason: string): string => (reason.split(` ${LOG_INTRO}`)[0] ?? '').replace(/\.?$/, '.');

const runOnce = async (unit: Unit, state: State, deps: Deps, onReady: () => void): Promise<void> => {
  try {
    const child = await unit.start((spawned) => {
      state.child = spawned;
      deps.onSpawn(spawned);
    });
    onReady();
    const { code, signal } = await child.exited;
    state.reason = `${unit.name} exited (${signal ?? `exit code ${code}`}). ${LOG_INTRO}\n${child.logTail()}`;
  } catch (error) {
    state.reason = error instanceof Error ? error.message : String(error);
    await state.child?.stop(unit.graceMs); // it can be running without having become ready
    if (error instanceof StartupError) throw error; // a restart wouldn't help
  }
};

const keepRunning = async (unit: Unit, state: State, deps: Deps, onReady: () => void): Promise<void> => {
  for (;;) {
    await runOnce(unit, state, deps, onReady);
    if (state.stopping.signal.aborted) return;
    const nowMs = performance.now();
    state.crashTimesMs.push(nowMs);
    const decision = afterCrash(state.crashTimesMs, nowMs);
    if (decision.kind === 'giveUp') throw new Error(`${unit.name} keeps crashing. Shutting down.\n${state.reason}`);
    deps.report(`${headline(state.reason)} Restarting in ${decision.delayMs / 1000} s`);
    await sleep(decision.delayMs, undefined, { signal: state.stopping.signal }).catch(() => undefined);
    if (state.stopping.signal.aborted) return;
  }
};

/** Starts a unit and restarts it after crashes. Gives up if it keeps crashing. */
export const supervise = (unit: Unit, deps: Deps): Supervised => {
  const state: State = { reason: '', crashTimesMs: [], stopping: new AbortController() };
  const { promise: ready, resolve, reject } = Promise.withResolvers<void>();
  ready.catch(() => undefined); // `ended` rejects too
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
