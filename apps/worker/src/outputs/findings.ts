import { AppError, type TaskId } from '@media/core';

/** A defect in what was published, and the task that can make it again, if any. */
export type Finding = { taskId?: TaskId; reason: string } & Record<string, unknown>;

/** The published output is wrong; making it again may fix it. */
export class VerificationError extends AppError {
  /** The tasks that produced the wrong output. */
  readonly faultyTaskIds: readonly TaskId[];
  constructor(findings: readonly Finding[]) {
    super('OUTPUT_WRONG', { findings });
    this.faultyTaskIds = [...new Set(findings.flatMap(({ taskId }) => taskId ?? []))];
  }
}

/** Throws VerificationError if there are findings. */
export const throwOnFindings = (findings: readonly Finding[]): void => {
  if (findings.length > 0) throw new VerificationError(findings);
};
