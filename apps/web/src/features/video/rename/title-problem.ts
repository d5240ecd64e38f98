/** The API's limit, in UTF-16 code units. */
export const MAX_TITLE_LENGTH = 200;

/** Spaces of all kinds, and characters that nobody sees. */
const UNSEEN = /[\s\p{Z}\p{Cc}\p{Cf}]/gu;

/** What is wrong with a title, in a sentence; undefined when nothing is. Pure. */
export const titleProblem = (title: string): string | undefined =>
  title.replace(UNSEEN, '') === '' ? 'Enter a title.' : undefined;
