import { soundLimitSeconds } from '../argv/audio-args.js';
import { findGaps } from './check-pictures.js';
import type { Fault, PublishedObject, PublishedTrack } from './published.js';

/**
 * Checks the rows of an audio track: no hole, and no longer than announced. Sound may be shorter than the pictures, as it
 * is in the source; no plan can tell by how much.
 */
export const checkSound = <T extends PublishedObject>(
  { objects }: PublishedTrack<T>,
  durationMs: number,
): Fault<T>[] => {
  const last = objects.at(-1);
  const segment = last?.segments.at(-1);
  if (!last || !segment) return [];
  const seconds = (segment.start + segment.duration) / last.timescale;
  const limit = soundLimitSeconds(durationMs);
  const tooLong = seconds > limit ? [{ reason: 'sound too long', object: last, expected: limit, found: seconds }] : [];
  return [...tooLong, ...findGaps(objects, 1 / last.timescale)];
};

/** Pictures and sounds begin together: less than a frame apart. */
export const checkOffset = <T extends PublishedObject>(
  tracks: readonly PublishedTrack<T>[],
  frameSeconds: number,
): Fault<T>[] =>
  tracks.flatMap(({ objects: [object] }) => {
    const [segment] = object?.segments ?? [];
    if (!object || !segment) return [];
    const found = segment.start / object.timescale;
    return Math.abs(found) <= frameSeconds ? [] : [{ reason: 'begins late', object, expected: 0, found }];
  });
