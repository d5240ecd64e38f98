import { attributes, quotedUri, safeUri } from './attributes.js';
import { type PlaylistObject, type TimedSegment, timeSegments } from './time-segments.js';

export type MediaPlaylist = {
  /** In order and without holes from the start: what comes after a missing chunk is not yet part of the list. */
  objects: readonly PlaylistObject[];
  /** Fixed by the plan: RFC 8216 4.3.3.1, "MUST NOT change" while the list grows. */
  targetDurationSeconds: number;
  ended: boolean;
};

/** A list that only grows (EVENT) until it has ended (VOD, with ENDLIST). */
export const renderMediaPlaylist = (playlist: MediaPlaylist): string =>
  renderList(playlist, '#EXT-X-INDEPENDENT-SEGMENTS', ({ sizeBytes }) => sizeBytes);

/**
 * RFC 8216 4.3.3.6: each entry is one key frame, shown until the next one. What is named begins with the segment's own index
 * (`moof`), without which no player finds the frame, and never includes the init segment.
 */
export const renderIframePlaylist = (playlist: MediaPlaylist): string =>
  renderList(playlist, '#EXT-X-I-FRAMES-ONLY', ({ keyframeBytes }) => keyframeBytes);

const renderList = (
  { objects, targetDurationSeconds, ended }: MediaPlaylist,
  promise: string,
  sizeOf: (segment: TimedSegment['segment']) => number,
): string => {
  const timed = timeSegments(objects);
  const longest = Math.max(1, targetDurationSeconds, ...timed.map(({ seconds }) => seconds));
  return [
    '#EXTM3U',
    // 6: EXT-X-MAP outside of I-frame lists; 7 is what fragmented MP4 is played with.
    '#EXT-X-VERSION:7',
    `#EXT-X-TARGETDURATION:${Math.round(longest)}`,
    '#EXT-X-MEDIA-SEQUENCE:0',
    `#EXT-X-PLAYLIST-TYPE:${ended ? 'VOD' : 'EVENT'}`,
    promise,
    // Without it players take a growing list for a live one, and begin at its newest end. shaka-player does so at a plain 0, too,
    // which it takes for none; what is shown after a millisecond is the first frame all the same.
    '#EXT-X-START:TIME-OFFSET=0.001,PRECISE=YES',
    ...timed.flatMap(({ object, segment, seconds }, index) => [
      // Equal bytes need no new map: all chunks of one encoder share their init segment.
      ...(timed[index - 1]?.object.init.sha256 === object.init.sha256 ? [] : [mapLine(object)]),
      `#EXTINF:${seconds.toFixed(6)},`,
      `#EXT-X-BYTERANGE:${sizeOf(segment)}@${segment.offset}`,
      safeUri(object.uri),
    ]),
    ...(ended ? ['#EXT-X-ENDLIST'] : []),
    '',
  ].join('\n');
};

const mapLine = ({ uri, init }: PlaylistObject): string =>
  `#EXT-X-MAP:${attributes({ URI: quotedUri(uri), BYTERANGE: `"${init.sizeBytes}@${init.offset}"` })}`;
