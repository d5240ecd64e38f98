import { AppError, type ErrorCode } from '@media/core';
import { isTransient } from '@media/database';

const statusOf = (error: object): number | undefined => {
  if ('getStatus' in error && typeof error.getStatus === 'function') return Number(error.getStatus());
  return 'statusCode' in error ? Number(error.statusCode) : undefined;
};

const codeFor = (error: object): ErrorCode => {
  if (isTransient(error)) return 'DATABASE_UNAVAILABLE';
  const status = statusOf(error);
  if (status === 413) return 'BODY_TOO_LARGE';
  if (status === 404) return 'ROUTE_NOT_FOUND';
  return status !== undefined && status >= 400 && status < 500 ? 'REQUEST_MALFORMED' : 'INTERNAL';
};

/** Whatever was thrown, as an error of the catalogue. The framework's own refusals are recognised by their status. */
export const toAppError = (error: unknown): AppError => {
  if (error instanceof AppError) return error;
  if (typeof error !== 'object' || error === null) return new AppError('INTERNAL', { thrown: String(error) });
  return new AppError(codeFor(error), {}, { cause: error });
};
