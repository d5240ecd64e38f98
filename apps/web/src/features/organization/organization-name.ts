import { cleanTitle } from '@/features/video/rename/title-problem';

/** The API's limit, in UTF-16 code units. */
export const MAX_NAME_LENGTH = 100;

/** Why a name is invalid; undefined if it is valid. */
export const nameProblem = (name: string): string | undefined =>
  cleanTitle(name) === '' ? 'Enter a name.' : undefined;
