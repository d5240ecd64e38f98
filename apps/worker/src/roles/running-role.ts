import type { WorkerRole } from '@media/runtime';

/** A running role of this process. */
export type RunningRole = {
  name: WorkerRole;
  /** Fields for the log line "Worker ready". */
  facts: Readonly<Record<string, unknown>>;
  /** Takes no new work, and finishes or releases work in progress. The database is still connected. */
  stop(): Promise<void>;
  /** Frees resources, after all roles have stopped. */
  close(): Promise<void>;
};
