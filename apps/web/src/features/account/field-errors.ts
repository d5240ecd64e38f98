import { ApiError } from '@media/sdk';

/** Error codes that concern one field, also if the response has no `errors` list. Their message is more helpful than that of the field. */
const FIELD_OF: Partial<Record<ApiError['code'], string>> = { EMAIL_TAKEN: 'email', PASSWORD_WRONG: 'currentPassword' };

const lastPart = (path: string): string => path.split(/[./]/).at(-1) ?? '';

/** Messages of a rejected form by field name. */
export const fieldErrors = (error: unknown): Record<string, string> => {
  if (!(error instanceof ApiError)) return {};
  const [first] = error.errors;
  const field = FIELD_OF[error.code];
  if (field) return { [first ? lastPart(first.path) : field]: error.detail };
  return Object.fromEntries(error.errors.map(({ path, message }) => [lastPart(path), message]));
};
