import { AppError } from '@media/core';
import { type PlaylistObject, type TimedSegment, timeSegments } from './time-segments.js';
import { element } from './xml.js';

/**
 * ISO/IEC 23009-1, 5.3.9.3: the pieces of one representation by their bytes and their times. There is one init segment for
 * all of them, so objects that need another cannot be named. @throws AppError OUTPUT_WRONG
 */
export const segmentList = (objects: readonly PlaylistObject[]): string => {
  const [first] = objects;
  if (!first) return element('SegmentList', {});
  const { uri, timescale, init } = first;
  for (const object of objects)
    if (object.init.sha256 !== init.sha256 || object.timescale !== timescale)
      throw new AppError('OUTPUT_WRONG', { reason: 'init segments differ', manifest: 'dash' });
  const timed = timeSegments(objects);
  return element('SegmentList', { timescale }, [
    element('Initialization', { sourceURL: uri, range: byteRange(init.offset, init.sizeBytes) }),
    element('SegmentTimeline', {}, timeline(timed)),
    ...timed.map(({ object, segment }) =>
      element('SegmentURL', { media: object.uri, mediaRange: byteRange(segment.offset, segment.sizeBytes) }),
    ),
  ]);
};

/** First and last byte, both included. */
const byteRange = (offset: number, sizeBytes: number): string => `${offset}-${offset + sizeBytes - 1}`;

/** Neighbours of equal length are one entry that repeats: hours of video would be thousands otherwise. */
const timeline = (timed: readonly TimedSegment[]): string[] => {
  const runs: { startTicks: number; ticks: number; repeats: number }[] = [];
  for (const { segment, ticks } of timed) {
    const run = runs.at(-1);
    if (run?.ticks === ticks) run.repeats += 1;
    else runs.push({ startTicks: segment.startTicks, ticks, repeats: 0 });
  }
  return runs.map(({ startTicks, ticks, repeats }) =>
    element('S', { t: startTicks, d: ticks, r: repeats > 0 ? repeats : undefined }),
  );
};
