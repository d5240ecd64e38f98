import type { UploadId } from './ids.js';
import type { MediaObject, MediaSegment } from './media-object.js';

/** What a user chooses as the poster of a video. `automatic`: the one that processing makes. */
export type PosterChoice =
  | { kind: 'automatic' }
  | { kind: 'moment'; atMs: number }
  | { kind: 'picture'; uploadId: UploadId };

/** What the job of a poster makes it from; stored with the job. */
export type PosterSource =
  | Extract<PosterChoice, { kind: 'moment' }>
  | (Extract<PosterChoice, { kind: 'picture' }> & { key: string });

/** How a chosen poster is doing. Until it is `ready`, and if it has `failed`, the earlier one is shown. */
export const POSTER_STATUSES = ['ready', 'pending', 'failed'] as const;
export type PosterStatus = (typeof POSTER_STATUSES)[number];

/** The types of pictures that can become a poster. */
export const PICTURE_TYPES = ['image/jpeg', 'image/png', 'image/webp'] as const;
export const MAX_PICTURE_BYTES = 10 * 2 ** 20;

type Track = readonly Pick<MediaObject, 'timescale' | 'segments'>[];

/** The segment of a track that contains a moment, or its last one if the track is shorter. */
export const segmentAt = <T extends Track[number]>(
  objects: readonly T[],
  seconds: number,
): { object: T; segment: MediaSegment } | undefined => {
  const all = objects.flatMap((object) => object.segments.map((segment) => ({ object, segment })));
  return all.findLast(({ object, segment }) => segment.start <= seconds * object.timescale) ?? all[0];
};
