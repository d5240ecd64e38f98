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

/** A refusal of the framework's own. Its words hold addresses and pieces of bodies, so they go nowhere. */
const refusalOf = (error: object): AppError | undefined => {
  const status = statusOf(error);
  if (status === undefined || status < 400 || status >= 500) return undefined;
  const reason = 'code' in error ? error.code : 'name' in error && error.name;
  return new AppError(BY_STATUS[status] ?? 'REQUEST_MALFORMED', { reason });
};

/**
 * Whatever was thrown while answering `request`, as an error of the catalogue. The framework's own refusals are recognised
 * by their status, and a client that left by the error of its own request, whose code a lost database has too.
 */
export const toAppError = (error: unknown, request?: Pick<IncomingMessage, 'errored'>): AppError => {
  if (error instanceof AppError) return error;
  if (typeof error !== 'object' || error === null) return new AppError('INTERNAL', { thrown: String(error) });
  if (request?.errored === error) return new AppError('REQUEST_ABORTED');
  if (isLockTimeout(error)) return new AppError('RESOURCE_BUSY', {}, { cause: error });
  if (isTransient(error)) return new AppError('DATABASE_UNAVAILABLE', {}, { cause: error });
  return refusalOf(error) ?? new AppError('INTERNAL', {}, { cause: error });
};
