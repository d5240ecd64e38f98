import type { MediaObject } from '@media/core';
import type { Track } from '@media/database';
import type { PlaylistObject } from '@media/media/playlists';
import { trackObjects } from './track-objects.js';

/** Gives an object's address: one for all of its segments. */
export type UrlOf = (key: string) => Promise<string>;

/** What lists name of a track: its objects, from the start up to the first that is missing. */
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
