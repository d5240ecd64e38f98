import type { Page } from '@media/contracts';
import { z } from 'zod';
import { invalidFields } from './invalid-fields.js';

/** A time in a cursor. PostgreSQL has no year 0, which a forged one can contain. */
export const CURSOR_TIME = z.iso.datetime().refine((time) => Date.parse(time) > 0);

/**
 * Cursors of lists that have one order. They are opaque to clients, so that their contents can change. `position` is the schema of what a
 * cursor contains.
 */
export const pageCursor = <Position extends z.ZodType>(position: Position) => ({
  /** @throws AppError REQUEST_INVALID if the cursor isn't from this list */
  parse: (cursor: string | undefined): z.output<Position> | undefined => {
    if (cursor === undefined) return undefined;
    try {
      return position.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
    } catch {
      // Without a cause: the cursor isn't trusted, so it isn't logged.
      throw invalidFields([{ path: 'cursor', message: 'Must be the nextCursor of a page of this list' }]);
    }
  },

  /** A page from up to `limit + 1` rows: if there is one more, there is a next page. */
  toPage: <Row, Item>(
    rows: readonly Row[],
    limit: number,
    toItem: (row: Row) => Item,
    positionOf: (row: Row) => z.input<Position>,
  ): Page<Item> => {
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    const nextCursor =
      rows.length > limit && last ? Buffer.from(JSON.stringify(positionOf(last))).toString('base64url') : null;
    return { items: shown.map(toItem), nextCursor };
  },
});
