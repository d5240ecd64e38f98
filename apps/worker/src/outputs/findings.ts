import { AppError, type TaskId } from '@media/core';

/** Something published that is not as it should be, and the task that has to make it again, where one can. */
export type Finding = { taskId?: TaskId; reason: string } & Record<string, unknown>;

/** What was published is wrong; making it again may heal it. */
export class VerificationError extends AppError {
  /** The tasks that are to blame. */
  readonly culprits: readonly TaskId[];
  constructor(findings: readonly Finding[]) {
    super('OUTPUT_WRONG', { findings });
    this.culprits = [...new Set(findings.flatMap(({ taskId }) => taskId ?? []))];
  }
}

/** Throws VerificationError when there is anything to say. */
export const throwOnFindings = (findings: readonly Finding[]): void => {
  if (findings.length > 0) throw new VerificationError(findings);
};
