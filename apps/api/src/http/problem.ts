import { STATUS_CODES } from 'node:http';
import { Problem } from '@media/contracts';
import {
  type AppError,
  ERRORS,
  type ErrorKind,
  PERMISSIONS,
  PRIORITIES,
  QUOTAS,
  type QuotaExcess,
  quotaText,
  refusalText,
} from '@media/core';
import { z } from 'zod';

/** The only mapping from kinds to statuses. */
export const HTTP_STATUS: Record<ErrorKind, number> = {
  malformed: 400,
  unauthenticated: 401,
  forbidden: 403,
  notFound: 404,
  conflict: 409,
  gone: 410,
  methodNotAllowed: 405,
  requestTimeout: 408,
  tooLarge: 413,
  urlTooLong: 414,
  unsupportedMediaType: 415,
  invalid: 422,
  tooManyRequests: 429,
  headersTooLarge: 431,
  internal: 500,
  notImplemented: 501,
  unavailable: 503,
  // Only the web server responds with these two, when it proxies a request.
  badGateway: 502,
  gatewayTimeout: 504,
};

/** The details of an error that are part of the response. All others are only logged. */
const PublicDetails = z.object({
  errors: Problem.shape.errors.catch(undefined),
  moreErrors: Problem.shape.moreErrors.catch(undefined),
  missingParts: Problem.shape.missingParts.catch(undefined),
  organizations: Problem.shape.organizations.catch(undefined),
  /** The permission that a FORBIDDEN request lacks. */
  permission: z.enum(PERMISSIONS).optional().catch(undefined),
  /** The highest priority that is possible instead of one that is PRIORITY_TOO_HIGH. */
  highestPriority: z.enum(PRIORITIES).optional().catch(undefined),
  /** The address of the only account that can accept an INVITATION_FOR_OTHER_ADDRESS. */
  invitedEmail: z.string().optional().catch(undefined),
});

/** The details of QUOTA_EXCEEDED. */
const Excess = z.object({
  quota: z.enum(QUOTAS),
  limit: z.number(),
  used: z.number(),
  requested: z.number(),
  resetsAt: z.string().optional(),
}) satisfies z.ZodType<QuotaExcess>;

/** An error as RFC 9457 problem details. */
export const toProblem = (error: AppError, requestId: string): Problem => {
  const { kind, text } = ERRORS[error.code];
  const status = HTTP_STATUS[kind];
  const { errors, moreErrors, missingParts, organizations, ...facts } = PublicDetails.parse(error.details);
  const { data: excess } = Excess.safeParse(error.details);
  return {
    type: 'about:blank',
    title: STATUS_CODES[status] ?? 'Error',
    status,
    code: error.code,
    detail: (excess && quotaText(excess)) ?? specificText(facts) ?? text,
    requestId,
    ...(errors && { errors }),
    ...(moreErrors && { moreErrors }),
    ...(missingParts && { missingParts }),
    ...(organizations && { organizations }),
    ...excess,
  };
};

/** What the catalog's text can't name. */
const specificText = ({
  permission,
  highestPriority,
  invitedEmail,
}: Pick<z.infer<typeof PublicDetails>, 'permission' | 'highestPriority' | 'invitedEmail'>): string | undefined => {
  if (permission) return refusalText(permission);
  if (highestPriority)
    return `The highest priority of this organization's videos is ${highestPriority}. Choose that one or a lower one.`;
  if (invitedEmail)
    return `This invitation is for ${invitedEmail}. Sign in with that address, or ask for an invitation of yours.`;
  return undefined;
};
