import { describe, expect, it } from 'vitest';
import {
  measureBandwidth,
  type PlaylistAudio,
  type PlaylistObject,
  type PlaylistText,
  renderIframePlaylist,
  renderMediaPlaylist,
  renderMultivariant,
  renderTextPlaylist,
} from './index.js';

const object = (name: string, startSeconds: number, sha256 = 'same'): PlaylistObject => ({
  ...{ uri: `${name}.mp4`, timescale: 1000, init: { offset: 0, sizeBytes: 777, sha256 } },
  segments: [
    { offset: 777, sizeBytes: 1000, startTicks: startSeconds * 1000, durationTicks: 4004, keyframeBytes: 300 },
    { offset: 1777, sizeBytes: 500, startTicks: startSeconds * 1000 + 4004, durationTicks: 3900, keyframeBytes: 200 },
  ],
});
const list = (objects: PlaylistObject[], ended = true) =>
  renderMediaPlaylist({ objects, targetDurationSeconds: 4.004, ended }).split('\n');

describe('a media playlist', () => {
  it('lists every segment by byte range, with one map for equal init segments', () => {
    expect(list([object('c0', 0), object('c1', 8.008)])).toEqual([
      '#EXTM3U',
      '#EXT-X-VERSION:7',
      '#EXT-X-TARGETDURATION:4',
      '#EXT-X-MEDIA-SEQUENCE:0',
      '#EXT-X-PLAYLIST-TYPE:VOD',
      '#EXT-X-INDEPENDENT-SEGMENTS',
      '#EXT-X-START:TIME-OFFSET=0.001,PRECISE=YES',
      '#EXT-X-MAP:URI="c0.mp4",BYTERANGE="777@0"',
      ...['#EXTINF:4.004000,', '#EXT-X-BYTERANGE:1000@777', 'c0.mp4'],
      // Until the next one begins, although the durations of its samples add up to 3.9.
      ...['#EXTINF:4.004000,', '#EXT-X-BYTERANGE:500@1777', 'c0.mp4'],
      ...['#EXTINF:4.004000,', '#EXT-X-BYTERANGE:1000@777', 'c1.mp4'],
      ...['#EXTINF:3.900000,', '#EXT-X-BYTERANGE:500@1777', 'c1.mp4'],
      '#EXT-X-ENDLIST',
      '',
    ]);
  });

  it('has a new map, but no discontinuity, if the init segment changes', () => {
    const lines = list([object('c0', 0), object('c1', 8.008, 'other')]);
    expect(lines.filter((line) => line.startsWith('#EXT-X-MAP'))).toHaveLength(2);
    expect(lines.join()).not.toContain('DISCONTINUITY');
  });

  it('only grows until it ends, and keeps its target duration', () => {
    const growing = list([object('c0', 0)], false);
    expect(growing).toContain('#EXT-X-PLAYLIST-TYPE:EVENT');
    expect(growing).not.toContain('#EXT-X-ENDLIST');
    const ended = list([object('c0', 0), object('c1', 8.008)]);
    expect(ended.filter((line) => line.startsWith('#EXT-X-TARGET'))).toEqual(
      growing.filter((line) => line.startsWith('#EXT-X-TARGET')),
    );
    expect(list([], false)).toContain('#EXT-X-TARGETDURATION:4');
  });

  it('never has a segment longer than the target duration after rounding', () => {
    const long = {
      ...object('c0', 0),
      segments: [{ offset: 0, sizeBytes: 1, startTicks: 0, durationTicks: 11_600, keyframeBytes: 1 }],
    };
    expect(list([long])).toContain('#EXT-X-TARGETDURATION:12');
  });

  it('computes the duration of a segment whose successor has other ticks', () => {
    const copied = {
      ...object('c1', 0),
      timescale: 90_000,
      segments: [{ offset: 0, sizeBytes: 1, startTicks: 8.1 * 90_000, durationTicks: 9_000, keyframeBytes: 1 }],
    };
    const durations = list([object('c0', 0), copied]).filter((line) => line.startsWith('#EXTINF'));
    expect(durations).toEqual(['#EXTINF:4.004000,', '#EXTINF:4.096000,', '#EXTINF:0.100000,']);
  });

  it("can't be broken by a URI", () => {
    const lines = list([{ ...object('c0', 0), uri: '#EXT-X-ENDLIST\n"x' }]).filter((line) => line.includes('ENDLIST'));
    const safe = '%23EXT-X-ENDLIST%0A%22x';
    expect(lines).toEqual([`#EXT-X-MAP:URI="${safe}",BYTERANGE="777@0"`, safe, safe, '#EXT-X-ENDLIST']);
  });
});

describe('an I-frame playlist', () => {
  it('lists each segment up to the end of its key frame, which is shown until the next one', () => {
    const playlist = { objects: [object('c0', 0)], targetDurationSeconds: 4.004, ended: false };
    expect(renderIframePlaylist(playlist).split('\n')).toEqual([
      '#EXTM3U',
      '#EXT-X-VERSION:7',
      '#EXT-X-TARGETDURATION:4',
      '#EXT-X-MEDIA-SEQUENCE:0',
      '#EXT-X-PLAYLIST-TYPE:EVENT',
      '#EXT-X-I-FRAMES-ONLY',
      '#EXT-X-START:TIME-OFFSET=0.001,PRECISE=YES',
      '#EXT-X-MAP:URI="c0.mp4",BYTERANGE="777@0"',
      ...['#EXTINF:4.004000,', '#EXT-X-BYTERANGE:300@777', 'c0.mp4'],
      ...['#EXTINF:3.900000,', '#EXT-X-BYTERANGE:200@1777', 'c0.mp4'],
      '',
    ]);
  });
});

describe('a multivariant playlist', () => {
  const bandwidth = { peakBps: 128_000, averageBps: 120_000 };
  const audio = (changes: Partial<PlaylistAudio> = {}): PlaylistAudio => ({
    ...{
      uri: 'a0.m3u8',
      groupId: 'audio',
      name: 'Deutsch',
      language: 'deu',
      default: true,
      channels: 2,
      codec: 'mp4a.40.2',
      bandwidth,
    },
    ...changes,
  });
  const rendition = {
    uri: '720p.m3u8',
    width: 1280,
    height: 720,
    codec: 'avc1.64001f',
    frameRate: 30_000 / 1001,
    bandwidth: { peakBps: 3_000_000, averageBps: 2_000_000 },
    iframes: { uri: '720p-keys.m3u8', bandwidth: { peakBps: 90_000, averageBps: 80_000 } },
  };

  it('includes the audio track with the highest bitrate in the bandwidth of every rendition', () => {
    const second = audio({
      uri: 'a1.m3u8',
      name: 'a "b"\n',
      default: false,
      channels: 1,
      bandwidth: { peakBps: 1, averageBps: 1 },
    });
    const { language: _, ...unknown } = second;
    expect(renderMultivariant({ renditions: [rendition], audios: [audio(), unknown], texts: [] }).split('\n')).toEqual([
      '#EXTM3U',
      '#EXT-X-VERSION:7',
      '#EXT-X-INDEPENDENT-SEGMENTS',
      '#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="audio",NAME="Deutsch",LANGUAGE="de",DEFAULT=YES,AUTOSELECT=YES,CHANNELS="2",URI="a0.m3u8"',
      '#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="audio",NAME="a  b ",DEFAULT=NO,AUTOSELECT=NO,CHANNELS="1",URI="a1.m3u8"',
      '#EXT-X-STREAM-INF:BANDWIDTH=3128000,AVERAGE-BANDWIDTH=2120000,CODECS="avc1.64001f,mp4a.40.2",RESOLUTION=1280x720,FRAME-RATE=29.970,AUDIO="audio"',
      '720p.m3u8',
      '#EXT-X-I-FRAME-STREAM-INF:BANDWIDTH=90000,AVERAGE-BANDWIDTH=80000,CODECS="avc1.64001f",RESOLUTION=1280x720,URI="720p-keys.m3u8"',
      '',
    ]);
  });

  it('offers text tracks with every variant', () => {
    const text = { uri: 't0.m3u8', groupId: 'text', name: 'Deutsch', kind: 'subtitles', language: 'de' } as const;
    const texts: PlaylistText[] = [
      { ...text, default: true, forced: false },
      { ...{ uri: 't1.m3u8', groupId: 'text', name: 'CC', kind: 'captions' }, default: false, forced: true },
    ];
    const lines = renderMultivariant({ renditions: [rendition], audios: [], texts }).split('\n');
    expect(lines.filter((line) => line.includes('TYPE=SUBTITLES'))).toEqual([
      '#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="text",NAME="Deutsch",LANGUAGE="de",DEFAULT=YES,AUTOSELECT=YES,FORCED=NO,URI="t0.m3u8"',
      '#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="text",NAME="CC",DEFAULT=NO,AUTOSELECT=NO,FORCED=YES,CHARACTERISTICS="public.accessibility.transcribes-spoken-dialog,public.accessibility.describes-music-and-sound",URI="t1.m3u8"',
    ]);
    expect(lines.find((line) => line.startsWith('#EXT-X-STREAM-INF'))).toContain(',SUBTITLES="text"');
    expect(renderMultivariant({ renditions: [], audios: [audio()], texts })).toContain('",SUBTITLES="text"\na0.m3u8');
  });

  it('lists a text track as one segment for the whole video', () => {
    expect(renderTextPlaylist('https://s3/t0.vtt?a=1', 12.345).split('\n')).toEqual([
      ...['#EXTM3U', '#EXT-X-VERSION:7', '#EXT-X-TARGETDURATION:13', '#EXT-X-MEDIA-SEQUENCE:0'],
      ...['#EXT-X-PLAYLIST-TYPE:VOD', '#EXTINF:12.345,', 'https://s3/t0.vtt?a=1', '#EXT-X-ENDLIST', ''],
    ]);
  });

  it('leaves out an invalid language', () => {
    const text = renderMultivariant({
      renditions: [rendition],
      audios: [audio({ language: 'Portuguese', default: false })],
      texts: [],
    });
    expect(text).not.toContain('LANGUAGE');
    expect(text).toContain('AUTOSELECT=NO');
  });

  it('lists no audio if there is none', () => {
    expect(renderMultivariant({ renditions: [rendition], audios: [], texts: [] })).not.toMatch(/AUDIO|mp4a/);
  });

  it('plays audio without video, and offers the other tracks, too', () => {
    const alone = renderMultivariant({ renditions: [], audios: [audio()], texts: [] });
    expect(alone).toContain(
      '#EXT-X-STREAM-INF:BANDWIDTH=128000,AVERAGE-BANDWIDTH=120000,CODECS="mp4a.40.2"\na0.m3u8\n',
    );
    expect(alone).not.toContain('EXT-X-MEDIA:');
    const two = renderMultivariant({
      renditions: [],
      audios: [audio(), audio({ uri: 'a1.m3u8', name: 'English', default: false })],
      texts: [],
    });
    expect(two.match(/URI="/g)).toHaveLength(1);
    expect(two).toContain(',AUDIO="audio"\na0.m3u8\n');
  });
});

describe('bandwidth', () => {
  it('is the peak over about one target duration, and the average over everything', () => {
    const segments = [1000, 1000, 3000].map((sizeBytes) => ({ sizeBytes, durationSeconds: 4 }));
    expect(measureBandwidth(segments, 4)).toEqual({ peakBps: 6000, averageBps: 3334 });
  });

  it('does not treat a tiny last segment as a peak', () => {
    const segments = [
      { sizeBytes: 1000, durationSeconds: 4 },
      { sizeBytes: 1000, durationSeconds: 0.1 },
    ];
    expect(measureBandwidth(segments, 4).peakBps).toBe(Math.ceil(16_000 / 4.1));
  });

  it('is zero without segments', () => expect(measureBandwidth([], 4)).toEqual({ peakBps: 0, averageBps: 0 }));
});
