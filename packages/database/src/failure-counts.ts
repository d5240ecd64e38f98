import type { FailureCounts } from '@media/core';

/** The columns that count a task's failed attempts. */
export type FailureColumns = { failedTries: number; outageTries: number; lostTries: number; reworkTries: number };

/** The counts of a new task, and of one that a user retries. */
export const NO_FAILURES: FailureCounts = { crash: 0, outage: 0, lost: 0, rework: 0 };

export const countsOf = ({ failedTries, outageTries, lostTries, reworkTries }: FailureColumns): FailureCounts => ({
  crash: failedTries,
  outage: outageTries,
  lost: lostTries,
  rework: reworkTries,
});

export const columnsOf = ({ crash, outage, lost, rework }: FailureCounts): FailureColumns => ({
  failedTries: crash,
  outageTries: outage,
  lostTries: lost,
  reworkTries: rework,
});
