import { z } from 'zod';
import { bounded } from './text.js';

/** Queries take what they don't know and ignore it: players and analytics append parameters of their own to any address. */
export const PageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  // It may hold a title.
  cursor: bounded(2_000).optional(),
});
export type PageQuery = z.infer<typeof PageQuery>;

export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });
export type Page<T> = { items: T[]; nextCursor: string | null };
