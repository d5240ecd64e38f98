import { z } from 'zod';
import { bounded } from './text.js';

/** Queries take what they don't know and ignore it: players and analytics append parameters of their own to any address. */
export const PageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(20).describe('How many items to return at most.'),
  // It may hold a title.
  cursor: bounded(2_000)
    .optional()
    .describe('`nextCursor` of the previous page, with otherwise the same parameters. Without it: the first page.'),
});
export type PageQuery = z.infer<typeof PageQuery>;

export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({
    items: z.array(item).describe('The items of this page.'),
    nextCursor: z.string().nullable().describe('`cursor` of the next page; `null` on the last page.'),
  });
export type Page<T> = { items: T[]; nextCursor: string | null };
