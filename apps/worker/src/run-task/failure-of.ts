import { AppError, type ErrorCode, type FailureReason, isFailureReason, isRetryable, type TaskId } from '@media/core';
import { isTransient } from '@media/database';
import { VerificationError } from '../outputs/findings.js';

export type FailureOf = {
  code: ErrorCode;
  retryable: boolean;
  reason?: FailureReason;
  faultyTaskIds?: readonly TaskId[];
};

/** What an error means for a task: the code and reason shown to users, whether a retry may help, and which tasks to redo. */
export const failureOf = (error: unknown): FailureOf => {
  if (isDiskFull(error)) return { code: 'DISK_FULL', retryable: true };
  if (error instanceof VerificationError)
    return { code: error.code, retryable: true, faultyTaskIds: error.faultyTaskIds };
  if (error instanceof AppError) return { code: error.code, retryable: isRetryable(error), ...reasonOf(error) };
  if (isTransient(error)) return { code: 'DATABASE_UNAVAILABLE', retryable: true };
  return { code: 'INTERNAL', retryable: true };
};

const reasonOf = ({ code, details: { reason } }: AppError): { reason?: FailureReason } => {
  if (isFailureReason(reason)) return { reason };
  return code === 'OUTPUT_WRONG' && typeof reason === 'string'
    ? { reason: { code: 'CHECK_FAILED', check: reason } }
    : {};
};

/** Whether this worker no longer holds the claim. */
export const isClaimLost = (error: unknown): boolean => error instanceof AppError && error.code === 'CLAIM_LOST';

// The cause of an upload or download error can be a full disk.
const isDiskFull = (error: unknown): boolean => {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ('code' in cause && (cause.code === 'ENOSPC' || cause.code === 'EDQUOT')) return true;
  }
  return false;
};
