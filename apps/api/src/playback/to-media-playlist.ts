import { AppError } from '@media/core';
import type { MediaObjectRow } from '@media/database';
import type { MediaPlaylist } from '@media/media/playlists';
import type { Playable } from './find-playable.js';
import { targetSeconds, trackObjects } from './track-objects.js';

/** The pieces of one track. `urlOf` gives an object's address: one for all of its pieces. @throws AppError OUTPUT_NOT_FOUND */
export const toMediaPlaylist = async (
  { plan, objects, isGrowing }: Playable,
  kind: MediaObjectRow['kind'],
  index: number,
  urlOf: (key: string) => Promise<string>,
): Promise<MediaPlaylist> => {
  const rows = trackObjects(objects, kind, index);
  if (rows.length === 0) throw new AppError('OUTPUT_NOT_FOUND', { kind, index });
  return {
    objects: await Promise.all(rows.map(async (row) => toObject(row, await urlOf(row.key)))),
    targetDurationSeconds: targetSeconds(plan, kind),
    ended: !isGrowing,
  };
};

const toObject = ({ initSize, initHash, timescale, segments }: MediaObjectRow, uri: string) => ({
  uri,
  init: { uri, offset: 0, sizeBytes: initSize, sha256: initHash },
  segments: segments.map(({ offset, size, start, duration }) => ({
    ...{ offset, sizeBytes: size },
    ...{ startSeconds: start / timescale, durationSeconds: duration / timescale },
  })),
});
