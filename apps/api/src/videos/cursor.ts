import { text, type VideoSort } from '@media/contracts';
import type { VideoId } from '@media/core';
import type { Video, VideoPosition } from '@media/database';
import { z } from 'zod';
import { invalidFields } from '../http/invalid-fields.js';
import { CURSOR_TIME } from '../http/page-cursor.js';

// Longer than the limit of requests: default titles of earlier versions can be as long as a file name.
const MAX_STORED_TITLE = 255;

const Stored = z.discriminatedUnion('sort', [
  z.strictObject({
    sort: z.enum(['newest', 'oldest', 'trashed']),
    key: CURSOR_TIME,
    id: z.uuid(),
  }),
  z.strictObject({ sort: z.literal('title'), key: text(MAX_STORED_TITLE), id: z.uuid() }),
  z.strictObject({
    sort: z.enum(['largest', 'smallest', 'longest', 'shortest']),
    key: z.string().regex(/^\d{1,18}$/),
    id: z.uuid(),
  }),
]);

type Sorted = Pick<Video, 'id' | 'createdAt' | 'title'> &
  Partial<Pick<Video, 'trashedAt' | 'durationMs'>> & { source: Pick<Video['source'], 'sizeBytes'> };

const KEYS: Record<VideoSort, (video: Sorted) => string> = {
  newest: ({ createdAt }) => createdAt.toISOString(),
  oldest: ({ createdAt }) => createdAt.toISOString(),
  title: ({ title }) => title,
  largest: ({ source }) => String(source.sizeBytes),
  smallest: ({ source }) => String(source.sizeBytes),
  longest: ({ durationMs = 0 }) => String(durationMs),
  shortest: ({ durationMs = 0 }) => String(durationMs),
  // A video that is restored meanwhile was in the list.
  trashed: ({ trashedAt }) => (trashedAt ?? new Date()).toISOString(),
};

/** The position of the last item on a page. Opaque to clients, so that its format can change. */
export const toCursor = (sort: VideoSort, video: Sorted): string =>
  Buffer.from(JSON.stringify({ sort, key: KEYS[sort](video), id: video.id })).toString('base64url');

/** @throws AppError REQUEST_INVALID if the cursor isn't from a page with this sort order */
export const parseCursor = (sort: VideoSort, cursor: string): VideoPosition => {
  try {
    const stored = Stored.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
    if (stored.sort !== sort) throw new TypeError(`The cursor is for sort order ${stored.sort}.`);
    return { key: stored.key, id: stored.id as VideoId };
  } catch {
    // Without a cause: the cursor can contain a title, which must not be logged.
    throw invalidFields([{ path: 'cursor', message: 'Must be the nextCursor of a page with the same sort order' }]);
  }
};
