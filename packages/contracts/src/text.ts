import { z } from 'zod';

/**
 * Text that can be stored as it is: PostgreSQL's text has no U+0000, and half of a surrogate pair has no UTF-8. Both can
 * be written in JSON, so they come.
 */
export const Text = z
  .string()
  .refine(
    (text) => text.isWellFormed() && !text.includes('\u0000'),
    'must not contain U+0000 or half a surrogate pair',
  );
