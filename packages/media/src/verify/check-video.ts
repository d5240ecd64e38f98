import type { Chunk, VideoPlan } from '@media/core';
import { isAligned, startToleranceSeconds } from '../cmaf/start-tolerance.js';
import type { Fault, JobObject, JobTrack } from './job-track.js';

export type VideoTimes = Pick<VideoPlan, 'clock' | 'chunks'>;

/**
 * Compares the rows of a rendition with the plan: frame count and start of every segment, without gaps between them. Chunks in which frames
 * couldn't be decoded (`damaged`, by index) are skipped.
 */
export const checkVideo = <T extends JobObject>(
  { objects }: JobTrack<T>,
  { clock, chunks }: VideoTimes,
  damaged: ReadonlySet<number>,
): Fault<T>[] => {
  if (objects.length !== chunks.length) return [{ reason: 'chunks', expected: chunks.length, found: objects.length }];
  const toleranceSeconds = startToleranceSeconds(clock);
  const intact = objects.filter(({ chunkIndex }) => !damaged.has(chunkIndex));
  const faults = intact.flatMap((object) => checkChunk(object, chunks[object.chunkIndex], toleranceSeconds));
  return [...faults, ...findGaps(intact, toleranceSeconds)];
};

const checkChunk = <T extends JobObject>(object: T, chunk: Chunk | undefined, toleranceSeconds: number): Fault<T>[] => {
  const { segmentStarts = [], segmentFrames = [] } = chunk ?? {};
  if (object.segments.length !== segmentStarts.length)
    return [{ reason: 'segments', object, expected: segmentStarts.length, found: object.segments.length }];
  return object.segments.flatMap(({ start, samples }, segment) => {
    const planned = segmentStarts[segment] ?? 0;
    const seconds = start / object.timescale;
    return [
      ...(Math.abs(seconds - planned) <= toleranceSeconds
        ? []
        : [{ reason: 'segment start', object, segment, expected: planned, found: seconds }]),
      ...(samples === segmentFrames[segment]
        ? []
        : [{ reason: 'segment frames', object, segment, expected: segmentFrames[segment], found: samples }]),
    ];
  });
};

/** Holes and overlaps between a segment and the next one, over all boundaries. */
export const findGaps = <T extends JobObject>(objects: readonly T[], toleranceSeconds: number): Fault<T>[] => {
  const placed = objects.flatMap((object) => object.segments.map((segment) => ({ object, segment })));
  return placed.slice(1).flatMap(({ object, segment }, before) => {
    const previous = placed[before];
    // Missing chunks leave gaps of their own.
    if (!previous || object.chunkIndex - previous.object.chunkIndex > 1) return [];
    const end = (previous.segment.start + previous.segment.duration) / previous.object.timescale;
    const start = segment.start / object.timescale;
    const gap = Math.abs(start - end);
    return gap <= toleranceSeconds ? [] : [{ reason: 'gap', object: previous.object, expected: end, found: start }];
  });
};

/** Players change renditions between segments: they begin at the same times in all of them, whatever was planned. */
export const checkAlignment = <T extends JobObject>(
  tracks: readonly JobTrack<T>[],
  damaged: ReadonlySet<number>,
): Fault<T>[] => {
  const [first, ...others] = tracks;
  if (!first) return [];
  return others.flatMap(({ objects }) =>
    objects.flatMap((object, position) => {
      const expected = startsOf(first.objects[position]);
      const found = startsOf(object);
      const same =
        expected.length === found.length && found.every((start, at) => isAligned(start, expected[at] ?? Number.NaN));
      return same || damaged.has(object.chunkIndex) ? [] : [{ reason: 'renditions differ', object, expected, found }];
    }),
  );
};

const startsOf = (object: JobObject | undefined): number[] =>
  (object?.segments ?? []).map(({ start }) => start / (object?.timescale ?? 1));
