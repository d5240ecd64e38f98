/** The API's limit, in UTF-16 code units. */
export const MAX_TITLE_LENGTH = 200;

// As in the API, which rejects control characters. They can't be seen in an input, so asking users to remove them wouldn't help.
const VISIBLE = /[^\p{White_Space}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/u;

/** A title as the API accepts it: in one line, without invisible control characters. An empty string if nothing is visible. */
export const cleanTitle = (title: string): string => {
  const cleaned = title
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/\p{Bidi_Control}/gu, '')
    .trim();
  return VISIBLE.test(cleaned) ? cleaned : '';
};

/** Why a title is invalid; undefined if it is valid once cleaned. */
export const titleProblem = (title: string): string | undefined =>
  cleanTitle(title) === '' ? 'Enter a title.' : undefined;
