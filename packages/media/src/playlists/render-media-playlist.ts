import { attributes, quotedUri, safeUri } from './attributes.js';
import { type PlaylistObject, type TimedSegment, timeSegments } from './time-segments.js';

export type MediaPlaylist = {
  /** In order, from the start, without gaps: nothing after a missing chunk is listed. */
  objects: readonly PlaylistObject[];
  /** Fixed by the plan: RFC 8216 4.3.3.1, "MUST NOT change" while the list grows. */
  targetDurationSeconds: number;
  ended: boolean;
};

/** A playlist that only grows (EVENT) until it has ended (VOD, with ENDLIST). */
export const renderMediaPlaylist = (playlist: MediaPlaylist): string =>
  renderList(playlist, '#EXT-X-INDEPENDENT-SEGMENTS', ({ sizeBytes }) => sizeBytes);

/**
 * RFC 8216 4.3.3.6: each entry is a key frame that is shown until the next one. Its byte range begins with the `moof`, which players need to
 * find the frame, and excludes the init segment.
 */
export const renderIframePlaylist = (playlist: MediaPlaylist): string =>
  renderList(playlist, '#EXT-X-I-FRAMES-ONLY', ({ keyframeBytes }) => keyframeBytes);

/** RFC 8216 3.5: a WebVTT file without X-TIMESTAMP-MAP has the times of the presentation, and contains all cues. */
export const renderTextPlaylist = (uri: string, durationSeconds: number): string =>
  [
    '#EXTM3U',
    '#EXT-X-VERSION:7',
    `#EXT-X-TARGETDURATION:${Math.max(1, Math.ceil(durationSeconds))}`,
    '#EXT-X-MEDIA-SEQUENCE:0',
    '#EXT-X-PLAYLIST-TYPE:VOD',
    `#EXTINF:${durationSeconds.toFixed(3)},`,
    safeUri(uri),
    '#EXT-X-ENDLIST',
    '',
  ].join('\n');

const renderList = (
  { objects, targetDurationSeconds, ended }: MediaPlaylist,
  tag: string,
  sizeOf: (segment: TimedSegment['segment']) => number,
): string => {
  const timed = timeSegments(objects);
  const longest = Math.max(1, targetDurationSeconds, ...timed.map(({ seconds }) => seconds));
  return [
    '#EXTM3U',
    // EXT-X-MAP outside of I-frame playlists requires version 6; fragmented MP4 uses 7.
    '#EXT-X-VERSION:7',
    `#EXT-X-TARGETDURATION:${Math.round(longest)}`,
    '#EXT-X-MEDIA-SEQUENCE:0',
    `#EXT-X-PLAYLIST-TYPE:${ended ? 'VOD' : 'EVENT'}`,
    tag,
    // Without it, players treat a growing playlist as live and start at its newest segment. shaka-player ignores 0, and after a
    // millisecond the first frame is still shown.
    '#EXT-X-START:TIME-OFFSET=0.001,PRECISE=YES',
    ...timed.flatMap(({ object, segment, seconds }, index) => [
      // Identical init segments, as from a single encoder, need no new map.
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
