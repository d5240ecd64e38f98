import { ApiError } from '@media/sdk';
import { fieldErrors } from '../account/field-errors';

/** Whether the token of a link was used, has expired or never was a token: the API's refusals of any token, however malformed. */
export const isLinkGone = (error: unknown): boolean =>
  error instanceof ApiError && (error.code === 'LINK_GONE' || 'token' in fieldErrors(error));
