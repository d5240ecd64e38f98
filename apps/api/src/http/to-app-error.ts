import type { IncomingMessage } from 'node:http';
import { AppError, type ErrorCode } from '@media/core';
import { isLockTimeout, isTransient } from '@media/database';

const BY_STATUS: Partial<Record<number, ErrorCode>> = {
  404: 'ROUTE_NOT_FOUND',
  413: 'BODY_TOO_LARGE',
  414: 'URL_TOO_LONG',
  415: 'MEDIA_TYPE_UNSUPPORTED',
};

const statusOf = (error: object): number | undefined => {
  if ('getStatus' in error && typeof error.getStatus === 'function') return Number(error.getStatus());
  return 'statusCode' in error ? Number(error.statusCode) : undefined;
};

/** A 4xx error of the framework. Its message is dropped, because it can contain URLs and parts of the body. */
const frameworkError = (error: object): AppError | undefined => {
  const status = statusOf(error);
  if (status === undefined || status < 400 || status >= 500) return undefined;
  const reason = 'code' in error ? error.code : 'name' in error && error.name;
  return new AppError(BY_STATUS[status] ?? 'REQUEST_MALFORMED', { reason });
};

/**
 * Converts anything thrown while handling `request` to an error from the catalog. Framework errors are recognized by their status. A
 * disconnected client is recognized by `request.errored`, not by the error code: a lost database connection has the same code.
 */
export const toAppError = (error: unknown, request?: Pick<IncomingMessage, 'errored'>): AppError => {
  if (error instanceof AppError) return error;
  if (typeof error !== 'object' || error === null) return new AppError('INTERNAL', { thrown: String(error) });
  if (request?.errored === error) return new AppError('REQUEST_ABORTED');
  if (isLockTimeout(error)) return new AppError('RESOURCE_BUSY', {}, { cause: error });
  if (isTransient(error)) return new AppError('DATABASE_UNAVAILABLE', {}, { cause: error });
  return frameworkError(error) ?? new AppError('INTERNAL', {}, { cause: error });
};
