import { ApiError } from '@media/sdk';

/** Error codes that concern one field even though the response has no `errors` list. */
const FIELD_OF: Partial<Record<ApiError['code'], string>> = { EMAIL_TAKEN: 'email', PASSWORD_WRONG: 'currentPassword' };

/** Messages of a rejected form by field name. */
export const fieldErrors = (error: unknown): Record<string, string> => {
  if (!(error instanceof ApiError)) return {};
  const field = FIELD_OF[error.code];
  if (field) return { [field]: error.detail };
  return Object.fromEntries(error.errors.map(({ path, message }) => [path.split(/[./]/).at(-1) ?? '', message]));
};
