import { text, type VideoSort } from '@media/contracts';
import type { VideoId } from '@media/core';
import type { Video, VideoPosition } from '@media/database';
import { z } from 'zod';
import { invalidFields } from '../http/invalid-fields.js';

const Stored = z.discriminatedUnion('sort', [
  z.strictObject({
    sort: z.enum(['newest', 'oldest']),
    key: z.iso.datetime().refine((time) => Date.parse(time) > 0),
    id: z.uuid(),
  }),
  z.strictObject({ sort: z.literal('title'), key: text(200), id: z.uuid() }),
  z.strictObject({ sort: z.literal('largest'), key: z.string().regex(/^\d{1,18}$/), id: z.uuid() }),
]);

type Sorted = Pick<Video, 'id' | 'createdAt' | 'title'> & { source: Pick<Video['source'], 'sizeBytes'> };

const KEYS: Record<VideoSort, (video: Sorted) => string> = {
  newest: ({ createdAt }) => createdAt.toISOString(),
  oldest: ({ createdAt }) => createdAt.toISOString(),
  title: ({ title }) => title,
  largest: ({ source }) => String(source.sizeBytes),
};

/** Where a page ended. Opaque to clients, so that it may change. */
export const toCursor = (sort: VideoSort, video: Sorted): string =>
  Buffer.from(JSON.stringify({ sort, key: KEYS[sort](video), id: video.id })).toString('base64url');

/** @throws AppError REQUEST_INVALID for what no page under this sort gave */
export const parseCursor = (sort: VideoSort, cursor: string): VideoPosition => {
  try {
    const stored = Stored.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
    if (stored.sort !== sort) throw new TypeError(`The cursor is of a list by ${stored.sort}.`);
    return { key: stored.key, id: stored.id as VideoId };
  } catch {
    // What could not be read may hold a title, so it goes into no log.
    throw invalidFields([{ path: 'cursor', message: 'Must be the nextCursor of a page under the same sort' }]);
  }
};
