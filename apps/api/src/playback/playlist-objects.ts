import type { MediaObject } from '@media/core';
import type { Track } from '@media/database';
import type { PlaylistObject } from '@media/media/playlists';
import { trackObjects } from './track-objects.js';

/** Returns the URL of an object, which all its segments share. */
export type UrlOf = (key: string) => Promise<string>;

/** The objects of a track for playlists, from the start up to the first missing one. */
export const playlistObjects = (
  objects: readonly MediaObject[],
  track: Track,
  urlOf: UrlOf,
): Promise<PlaylistObject[]> =>
  Promise.all(trackObjects(objects, track).map(async (row) => toObject(row, await urlOf(row.key))));

const toObject = ({ initSize, initHash, timescale, segments }: MediaObject, uri: string): PlaylistObject => ({
  ...{ uri, timescale, init: { offset: 0, sizeBytes: initSize, sha256: initHash } },
  segments: segments.map(({ offset, size, start, duration, keyframeBytes }) => ({
    ...{ offset, sizeBytes: size, startTicks: start, durationTicks: duration, keyframeBytes },
  })),
});
