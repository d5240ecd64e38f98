import { AppError } from '@media/core';
import { type PlaylistObject, type TimedSegment, timeSegments } from './time-segments.js';
import { element, escapeXml } from './xml.js';

/**
 * ISO/IEC 23009-1, 5.3.9.3: the segments of one representation by their bytes and their times. There is one init segment for
 * all of them, so objects that need another cannot be named. The last segment lasts at least until `lastUntilSeconds`. @throws AppError OUTPUT_WRONG
 */
export const segmentList = (objects: readonly PlaylistObject[], lastUntilSeconds: number): string => {
  const [first] = objects;
  if (!first) return element('SegmentList', {});
  const { uri, timescale, init } = first;
  for (const object of objects)
    if (object.init.sha256 !== init.sha256 || object.timescale !== timescale)
      throw new AppError('OUTPUT_WRONG', { reason: 'init segments differ', manifest: 'dash' });
  const timed = timeSegments(objects);
  const lasts = ({ segment, ticks }: TimedSegment, index: number): number =>
    index < timed.length - 1 ? ticks : Math.max(ticks, Math.ceil(lastUntilSeconds * timescale) - segment.startTicks);
  return element('SegmentList', { timescale }, [
    element('Initialization', { sourceURL: uri, range: byteRange(init.offset, init.sizeBytes) }),
    // No `r` for neighbours of equal length: dash.js 5.2.1 counts the S elements to find a SegmentURL.
    element(
      'SegmentTimeline',
      {},
      timed.map((one, index) => element('S', { t: one.segment.startTicks, d: lasts(one, index) })),
    ),
    ...objects.flatMap(segmentUrls),
  ]);
};

/** The address is escaped once: there are thousands of segments, and long signed addresses. */
const segmentUrls = ({ uri, segments }: PlaylistObject): string[] => {
  const media = escapeXml(uri);
  return segments.map(
    ({ offset, sizeBytes }) => `<SegmentURL media="${media}" mediaRange="${byteRange(offset, sizeBytes)}"/>`,
  );
};

/** First and last byte, both included. */
const byteRange = (offset: number, sizeBytes: number): string => `${offset}-${offset + sizeBytes - 1}`;
