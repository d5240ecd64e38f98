import { attributes, quotedUri, safeUri } from './attributes.js';

export type PlaylistSegment = { offset: number; sizeBytes: number; startSeconds: number; durationSeconds: number };

/** One stored object with some segments in it, and the init segment they need: usually the same object's beginning. */
export type PlaylistObject = {
  uri: string;
  init: { uri: string; offset: number; sizeBytes: number; sha256: string };
  segments: readonly PlaylistSegment[];
};

export type MediaPlaylist = {
  /** In order and without holes from the start: what comes after a missing chunk is not yet part of the list. */
  objects: readonly PlaylistObject[];
  /** Fixed by the plan: RFC 8216 4.3.3.1, "MUST NOT change" while the list grows. */
  targetDurationSeconds: number;
  ended: boolean;
};

/** A list that only grows (EVENT) until it has ended (VOD, with ENDLIST). */
export const renderMediaPlaylist = ({ objects, targetDurationSeconds, ended }: MediaPlaylist): string => {
  const timed = timeSegments(objects);
  const longest = Math.max(1, targetDurationSeconds, ...timed.map(({ seconds }) => seconds));
  return [
    '#EXTM3U',
    // 6: EXT-X-MAP outside of I-frame lists; 7 is what fragmented MP4 is played with.
    '#EXT-X-VERSION:7',
    `#EXT-X-TARGETDURATION:${Math.round(longest)}`,
    '#EXT-X-MEDIA-SEQUENCE:0',
    `#EXT-X-PLAYLIST-TYPE:${ended ? 'VOD' : 'EVENT'}`,
    '#EXT-X-INDEPENDENT-SEGMENTS',
    ...timed.flatMap(segmentLines),
    ...(ended ? ['#EXT-X-ENDLIST'] : []),
    '',
  ].join('\n');
};

type Timed = {
  object: PlaylistObject;
  segment: PlaylistSegment;
  seconds: number;
  previous: PlaylistObject | undefined;
};

/** A segment lasts until the next begins: the last sample's own duration is the encoder's guess where frames vary. */
const timeSegments = (objects: readonly PlaylistObject[]): Timed[] => {
  const flat = objects.flatMap((object) => object.segments.map((segment) => ({ object, segment })));
  return flat.map(({ object, segment }, index) => {
    const next = flat[index + 1]?.segment;
    const seconds = next ? next.startSeconds - segment.startSeconds : segment.durationSeconds;
    return { object, segment, seconds, previous: flat[index - 1]?.object };
  });
};

const segmentLines = ({ object, segment, seconds, previous }: Timed): string[] => [
  // Equal bytes need no new map: all chunks of one encoder share their init segment.
  ...(previous?.init.sha256 === object.init.sha256 ? [] : [`#EXT-X-MAP:${mapAttributes(object.init)}`]),
  `#EXTINF:${seconds.toFixed(6)},`,
  `#EXT-X-BYTERANGE:${segment.sizeBytes}@${segment.offset}`,
  safeUri(object.uri),
];

const mapAttributes = ({ uri, offset, sizeBytes }: PlaylistObject['init']): string =>
  attributes({ URI: quotedUri(uri), BYTERANGE: `"${sizeBytes}@${offset}"` });
