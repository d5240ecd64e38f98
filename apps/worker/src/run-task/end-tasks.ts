import type { HeldTasks } from './held-tasks.js';

export type EndTasksDeps = {
  held: Pick<HeldTasks, 'idle' | 'stopAll'>;
  /** Takes no new messages; waits for the work on those taken. */
  pause(): Promise<void>;
  /** Time for what nearly ends anyway; then it is handed back. */
  finishMs: number;
  handBackMs: number;
};

/** Ends the work of this process in order: what nearly ends is let end, the rest is handed back to the others. */
export const endTasks = async ({ held, pause, finishMs, handBackMs }: EndTasksDeps): Promise<void> => {
  const paused = pause();
  paused.catch(() => undefined); // with Redis away there is nothing to pause
  await held.idle(finishMs);
  held.stopAll();
  await held.idle(handBackMs);
};
