import type { AppError } from '../errors/app-error.js';
import type { ErrorCode } from '../errors/index.js';
import type { AuditMetadata } from './audit-actions.js';

/** Errors that say that an actor may not do something, or tried another person's password. Others are mistakes or outages. */
const REFUSALS: readonly ErrorCode[] = ['FORBIDDEN', 'ROLE_TOO_HIGH', 'QUOTA_EXCEEDED', 'PASSWORD_WRONG'];

/** Why a request was refused, as entries say it. */
export type RefusalReason = Omit<AuditMetadata<'request.refused'>, 'count'>;

/** Undefined for an error that isn't a refusal. */
export const refusalOf = ({ code, details: { permission, quota } }: AppError): RefusalReason | undefined => {
  if (!REFUSALS.includes(code)) return undefined;
  return {
    code,
    ...(typeof permission === 'string' && { permission }),
    ...(typeof quota === 'string' && { quota }),
  };
};
