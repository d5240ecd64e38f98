import { z } from 'zod';

/** PostgreSQL's text has no U+0000, and half of a surrogate pair has no UTF-8. Both can be written in JSON, so they come. */
const isStorable = (value: string): boolean => value.isWellFormed() && !value.includes('\u0000');
const UNSTORABLE = 'Must not contain U+0000 or half a surrogate pair';

/** A string whose length is checked first and alone: whatever is checked after it never sees more than `most` characters. */
export const bounded = (most: number) => z.string().max(most, { abort: true });

/** Text of at most `most` characters that can be stored as it is. */
export const text = (most: number) => bounded(most).refine(isStorable, UNSTORABLE);

/** The same, without white space around it. */
export const trimmedText = (most: number) =>
  z.string().trim().max(most, { abort: true }).refine(isStorable, UNSTORABLE);
