import { AppError } from '@media/core';
import { type PlaylistObject, type TimedSegment, timeSegments } from './time-segments.js';
import { element, escapeXml } from './xml.js';

/**
 * ISO/IEC 23009-1, 5.3.9.3: the byte ranges and times of a representation's segments. They share a single init segment, so objects that need
 * another one can't be listed. The last segment lasts at least until `lastUntilSeconds`. @throws AppError OUTPUT_WRONG
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
    // No `r` for segments of equal length: dash.js 5.2.1 counts S elements to find a SegmentURL.
    element(
      'SegmentTimeline',
      {},
      timed.map((one, index) => element('S', { t: one.segment.startTicks, d: lasts(one, index) })),
    ),
    ...objects.flatMap(segmentUrls),
  ]);
};

/** Escapes the URL only once per object, because signed URLs are long and there are thousands of segments. */
const segmentUrls = ({ uri, segments }: PlaylistObject): string[] => {
  const media = escapeXml(uri);
  return segments.map(
    ({ offset, sizeBytes }) => `<SegmentURL media="${media}" mediaRange="${byteRange(offset, sizeBytes)}"/>`,
  );
};

/** First and last byte, inclusive. */
const byteRange = (offset: number, sizeBytes: number): string => `${offset}-${offset + sizeBytes - 1}`;
