import { AppError } from '@media/core';
import type { AttemptRecord } from '@media/database';
import type { RunResult } from '@media/media';

/** Collects the resource usage of an attempt's processes: total CPU time, peak memory, and the last non-empty log. */
export const countUsage = () => {
  const record: AttemptRecord = {};
  const add = (run: Partial<RunResult>): void => {
    record.cpuSeconds = (record.cpuSeconds ?? 0) + (run.cpuSeconds ?? 0);
    record.maxRssBytes = Math.max(record.maxRssBytes ?? 0, Math.round(run.maxRssBytes ?? 0));
    if (typeof run.exitCode === 'number') record.exitCode = run.exitCode;
    // PostgreSQL's text can't contain zero bytes.
    if (run.logTail) record.logTail = run.logTail.replaceAll('\0', '');
  };
  return {
    record,
    /** Counts a process, whether it succeeds or fails. */
    counting: async <T>(run: Promise<T>): Promise<T> => {
      try {
        const result = await run;
        if (typeof result === 'object') add(result as Partial<RunResult>);
        return result;
      } catch (error) {
        if (error instanceof AppError) add(error.details as Partial<RunResult>);
        throw error;
      }
    },
  };
};
