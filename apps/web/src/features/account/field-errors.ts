import { ApiError } from '@media/sdk';

/** The messages of a refused form, by the name of the field. */
export const fieldErrors = (error: unknown): Record<string, string> => {
  if (!(error instanceof ApiError)) return {};
  return Object.fromEntries(error.errors.map(({ path, message }) => [path.split(/[./]/).at(-1) ?? '', message]));
};
