import { Parser } from 'm3u8-parser';
import { expect, test } from 'vitest';
import { type PlaylistObject, renderIframePlaylist, renderMediaPlaylist, renderMultivariant } from './index.js';

const segment = (startTicks: number, offset: number) => ({
  ...{ offset, sizeBytes: 1000, startTicks, durationTicks: 4000, keyframeBytes: 100 },
});
const object = (uri: string, segments: PlaylistObject['segments']): PlaylistObject => ({
  ...{ uri, timescale: 1000, init: { offset: 0, sizeBytes: 700, sha256: 'same' }, segments },
});
const PLAYLIST = {
  objects: [object('c0', [segment(0, 700)]), object('c1', [segment(4000, 700), segment(8000, 1700)])],
  ...{ targetDurationSeconds: 4, ended: true },
};

/** Parses a playlist with a third-party parser. */
const read = (text: string) => {
  const parser = new Parser();
  parser.push(text);
  parser.end();
  return parser.manifest;
};

test('a third-party parser finds the byte range and init segment of every segment', () => {
  const { segments, endList, playlistType, targetDuration } = read(renderMediaPlaylist(PLAYLIST));
  expect({ endList, playlistType, targetDuration }).toEqual({ endList: true, playlistType: 'VOD', targetDuration: 4 });
  expect(segments.map(({ uri, duration, byterange }) => ({ uri, duration, byterange }))).toEqual([
    { uri: 'c0', duration: 4, byterange: { offset: 700, length: 1000 } },
    { uri: 'c1', duration: 4, byterange: { offset: 700, length: 1000 } },
    { uri: 'c1', duration: 4, byterange: { offset: 1700, length: 1000 } },
  ]);
  expect(segments.map(({ map }) => map)).toEqual(Array(3).fill({ uri: 'c0', byterange: { offset: 0, length: 700 } }));
});

test('a third-party parser recognizes a growing playlist and an I-frame playlist', () => {
  expect(read(renderMediaPlaylist({ ...PLAYLIST, ended: false }))).toMatchObject({ playlistType: 'EVENT' });
  const keys = read(renderIframePlaylist(PLAYLIST));
  expect(keys).toMatchObject({ iFramesOnly: true, endList: true });
  expect(keys.segments[2]?.byterange).toEqual({ offset: 1700, length: 100 });
});

test('a third-party parser finds variants, audio tracks and I-frame playlists in the multivariant playlist', () => {
  const bandwidth = { peakBps: 10, averageBps: 9 };
  const text = renderMultivariant({
    renditions: [
      {
        ...{ uri: 'v0', width: 640, height: 360, codec: 'avc1.64001e', frameRate: 25, bandwidth },
        iframes: { uri: 'k0', bandwidth },
      },
    ],
    audios: [
      {
        ...{ uri: 'a0', groupId: 'audio', name: 'Deutsch', language: 'deu', default: true, channels: 2 },
        ...{ codec: 'mp4a.40.2', bandwidth },
      },
    ],
    texts: [],
  });
  const { playlists, mediaGroups, iFramePlaylists } = read(text);
  expect(playlists).toMatchObject([
    { uri: 'v0', attributes: { BANDWIDTH: 20, CODECS: 'avc1.64001e,mp4a.40.2', AUDIO: 'audio' } },
  ]);
  expect(mediaGroups).toMatchObject({ AUDIO: { audio: { Deutsch: { uri: 'a0', language: 'de', default: true } } } });
  expect(iFramePlaylists).toMatchObject([{ uri: 'k0', attributes: { RESOLUTION: { width: 640, height: 360 } } }]);
});
