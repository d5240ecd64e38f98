import { audioLimitSeconds } from '../argv/audio-args.js';
import { findGaps } from './check-video.js';
import type { Fault, JobObject, JobTrack } from './job-track.js';

export type ExpectedAudio = {
  durationMs: number;
  /** The end that the audio task measured. Plans don't know it. */
  endTicks?: number | undefined;
};

/** Checks the rows of an audio track: no gaps, no longer than declared, and as long as its task reported. */
export const checkAudio = <T extends JobObject>(
  { objects }: JobTrack<T>,
  { durationMs, endTicks }: ExpectedAudio,
): Fault<T>[] => {
  const last = objects.at(-1);
  const segment = last?.segments.at(-1);
  if (!last || !segment) return [];
  const found = segment.start + segment.duration;
  const seconds = found / last.timescale;
  const limit = audioLimitSeconds(durationMs);
  const tooLong = seconds > limit ? [{ reason: 'audio too long', object: last, expected: limit, found: seconds }] : [];
  const otherEnd =
    endTicks === undefined || endTicks === found
      ? []
      : [{ reason: 'audio end', object: last, expected: endTicks, found }];
  return [...tooLong, ...otherEnd, ...findGaps(objects, 1 / last.timescale)];
};

/** Video and audio must start less than a frame apart. */
export const checkOffset = <T extends JobObject>(tracks: readonly JobTrack<T>[], frameSeconds: number): Fault<T>[] =>
  tracks.flatMap(({ objects: [object] }) => {
    const [segment] = object?.segments ?? [];
    if (!object || !segment) return [];
    const found = segment.start / object.timescale;
    return Math.abs(found) <= frameSeconds ? [] : [{ reason: 'begins late', object, expected: 0, found }];
  });
