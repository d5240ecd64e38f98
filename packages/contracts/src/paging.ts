import { z } from 'zod';
import { bounded } from './text.js';

/** Unknown query parameters are ignored: players and analytics append their own to any URL. */
export const PageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(20).describe('Maximum number of items to return.'),
  // Long, because it can contain a title.
  cursor: bounded(2_000)
    .optional()
    .describe('`nextCursor` of the previous page. Keep all other parameters the same. Omit it for the first page.'),
});
export type PageQuery = z.infer<typeof PageQuery>;

export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({
    items: z.array(item).describe('Items on this page.'),
    nextCursor: z.string().nullable().describe('`cursor` for the next page, or `null` on the last page.'),
  });
export type Page<T> = { items: T[]; nextCursor: string | null };
