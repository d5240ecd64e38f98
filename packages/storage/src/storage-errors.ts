import { S3ServiceException } from '@aws-sdk/client-s3';
import { AppError } from '@media/core';

export type Operation = { operation: string; key?: string; signal?: AbortSignal | undefined };

const statusOf = (error: unknown): number | undefined =>
  error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;

/** The store's own error code, such as `NoSuchUpload`, or the name of a network error. */
export const s3CodeOf = (error: unknown): string | undefined => {
  const cause = error instanceof AppError ? error.cause : error;
  return cause instanceof Error ? cause.name : undefined;
};

/** Whether the object or upload doesn't exist. Checks the status, because HEAD responses have no body with a code. */
export const isMissing = (error: unknown): boolean => {
  const cause = error instanceof AppError ? error.cause : error;
  return statusOf(cause) === 404 && s3CodeOf(cause) !== 'NoSuchBucket';
};

// Socket errors can have the syscall `read` too; only file errors have a path or one of these codes.
const isLocalFile = (error: unknown): boolean =>
  error instanceof Error &&
  'syscall' in error &&
  ['open', 'read', 'stat'].includes(String(error.syscall)) &&
  ('path' in error || ('code' in error && ['EIO', 'EISDIR', 'EBADF'].includes(String(error.code))));

/** An expired deadline also aborts nested calls by signal, but isn't a cancellation. */
const deadlineError = (reason: unknown): AppError | undefined =>
  reason instanceof AppError && reason.code === 'STORAGE_UNAVAILABLE' ? reason : undefined;

/**
 * Converts any error to an AppError: CANCELLED if the caller's signal fired, SOURCE_CHANGED for a failed precondition or an
 * unsatisfiable range, INTERNAL for an unreadable local file, otherwise STORAGE_UNAVAILABLE. Keeps the cause.
 */
export const toAppError = (error: unknown, { operation, key, signal }: Operation): AppError => {
  if (error instanceof AppError) return error;
  const status = statusOf(error);
  const details = { operation, key, s3Code: s3CodeOf(error), status };
  if (signal?.aborted) return deadlineError(signal.reason) ?? new AppError('CANCELLED', details, { cause: error });
  if (status === 412 || status === 416) return new AppError('SOURCE_CHANGED', details, { cause: error });
  if (isLocalFile(error)) return new AppError('INTERNAL', details, { cause: error });
  return new AppError('STORAGE_UNAVAILABLE', details, { cause: error });
};
