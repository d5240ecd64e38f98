import { ApiError } from '@media/sdk';

/** Refusals that are about one field although the API tells no path. */
const FIELD_OF: Partial<Record<ApiError['code'], string>> = { EMAIL_TAKEN: 'email', PASSWORD_WRONG: 'currentPassword' };

/** The messages of a refused form, by the name of the field. */
export const fieldErrors = (error: unknown): Record<string, string> => {
  if (!(error instanceof ApiError)) return {};
  const field = FIELD_OF[error.code];
  if (field) return { [field]: error.detail };
  return Object.fromEntries(error.errors.map(({ path, message }) => [path.split(/[./]/).at(-1) ?? '', message]));
};
