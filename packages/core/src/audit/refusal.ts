import type { AppError } from '../errors/app-error.js';
import { ERRORS } from '../errors/error-catalog.js';
import type { ErrorCode } from '../errors/index.js';
import type { AuditMetadata } from './audit-actions.js';

/** Whether an error says that an actor may not do something, or tried another person's password. Others are mistakes or outages. */
const isRefusal = (code: ErrorCode): boolean => ERRORS[code].kind === 'forbidden' || code === 'PASSWORD_WRONG';

/** Why a request was refused, as entries say it. */
export type RefusalReason = Omit<AuditMetadata<'request.refused'>, 'count'>;

/** Undefined for an error that isn't a refusal. */
export const refusalOf = ({ code, details: { permission, quota } }: AppError): RefusalReason | undefined => {
  if (!isRefusal(code)) return undefined;
  return {
    code,
    ...(typeof permission === 'string' && { permission }),
    ...(typeof quota === 'string' && { quota }),
  };
};
