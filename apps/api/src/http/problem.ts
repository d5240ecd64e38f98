import { STATUS_CODES } from 'node:http';
import { Problem } from '@media/contracts';
import { type AppError, ERRORS, type ErrorKind, PERMISSIONS } from '@media/core';
import { z } from 'zod';

/** The only place where a kind becomes a status. A new kind does not compile until it is here. */
export const HTTP_STATUS: Record<ErrorKind, number> = {
  malformed: 400,
  unauthenticated: 401,
  forbidden: 403,
  notFound: 404,
  conflict: 409,
  methodNotAllowed: 405,
  requestTimeout: 408,
  tooLarge: 413,
  urlTooLong: 414,
  unsupportedMediaType: 415,
  invalid: 422,
  tooManyRequests: 429,
  headersTooLarge: 431,
  internal: 500,
  unavailable: 503,
  // Only the web server responds with these two, when it proxies a request.
  badGateway: 502,
  gatewayTimeout: 504,
};

/** What of an error's details people may see; all else is for the log. */
const Shown = z.object({
  errors: Problem.shape.errors.catch(undefined),
  moreErrors: Problem.shape.moreErrors.catch(undefined),
  missingParts: Problem.shape.missingParts.catch(undefined),
  /** The one that a FORBIDDEN request needs. */
  permission: z.enum(PERMISSIONS).optional().catch(undefined),
});

/** An error as RFC 9457 problem details. */
export const toProblem = (error: AppError, requestId: string): Problem => {
  const { kind, text } = ERRORS[error.code];
  const status = HTTP_STATUS[kind];
  const { errors, moreErrors, missingParts, permission } = Shown.parse(error.details);
  return {
    type: 'about:blank',
    title: STATUS_CODES[status] ?? 'Error',
    status,
    code: error.code,
    detail: permission ? `This requires the permission ${permission}, which you don't have.` : text,
    requestId,
    ...(errors && { errors }),
    ...(moreErrors && { moreErrors }),
    ...(missingParts && { missingParts }),
  };
};
