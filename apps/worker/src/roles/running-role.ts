import type { WorkerRole } from '@media/runtime';

/** A role of this process, at work. */
export type RunningRole = {
  name: WorkerRole;
  /** What the line says that tells that the process is ready. */
  facts: Readonly<Record<string, unknown>>;
  /** Takes nothing new, and ends or hands back what is under way. The database is still there. */
  stop(): Promise<void>;
  /** Frees what is held, once nothing is under way in any role. */
  close(): Promise<void>;
};
