import type { HeldTasks } from './held-tasks.js';

export type EndTasksDeps = {
  held: Pick<HeldTasks, 'idle' | 'stopAll'>;
  /** Takes no new messages; waits for work in progress. */
  pause(): Promise<void>;
  /** Time to finish tasks that are nearly done; the rest is released. */
  finishMs: number;
  releaseMs: number;
};

/** Ends the tasks of this process for shutdown: lets those that are nearly done finish, and releases the rest. */
export const endTasks = async ({ held, pause, finishMs, releaseMs }: EndTasksDeps): Promise<void> => {
  const paused = pause();
  paused.catch(() => undefined); // without Redis there is nothing to pause
  await held.idle(finishMs);
  held.stopAll();
  await held.idle(releaseMs);
};
