/** The API's limit, in UTF-16 code units. */
export const MAX_TITLE_LENGTH = 200;

/** Whitespace and invisible characters. */
const INVISIBLE = /[\s\p{Z}\p{Cc}\p{Cf}]/gu;

/** Why a title is invalid; undefined if it is valid. */
export const titleProblem = (title: string): string | undefined =>
  title.replace(INVISIBLE, '') === '' ? 'Enter a title.' : undefined;
