/// <reference path="./mpd-parser.d.ts" />
import { parse } from 'mpd-parser';
import { describe, expect, it } from 'vitest';
import { type Manifest, type PlaylistObject, renderManifest } from './index.js';

const segment = (startTicks: number, offset: number, durationTicks = 4000) => ({
  ...{ offset, sizeBytes: 1000, startTicks, durationTicks, keyframeBytes: 100 },
});
const object = (name: string, segments: PlaylistObject['segments'], sha256 = 'same'): PlaylistObject => ({
  ...{ uri: `https://store/${name}.mp4?a=1&b=2`, timescale: 1000, init: { offset: 0, sizeBytes: 700, sha256 } },
  segments,
});
const video = {
  objects: [object('v0', [segment(0, 700)]), object('v1', [segment(4000, 700), segment(8000, 1700, 1500)])],
  isWhole: true,
  ...{ codec: 'avc1.64001f', bandwidthBps: 3_000_000, width: 1280, height: 720 },
  frameRate: { num: 30_000, den: 1001 },
};
const audio = {
  objects: [object('a0', [segment(0, 700, 4010), segment(4010, 1700, 5490)])],
  isWhole: true,
  ...{ codec: 'mp4a.40.2', bandwidthBps: 128_000, label: 'Deutsch <"&\u0000', language: 'ger', default: true },
  ...{ channels: 2, sampleRateHz: 48_000 },
};
const manifest = (changes: Partial<Manifest> = {}): string =>
  renderManifest({ videos: [video], audios: [audio], texts: [], bufferSeconds: 4, ...changes });
const GROWTH = { durationSeconds: 60.5, now: new Date('2026-03-01T10:02:00Z') };
const read = (text: string) => parse(text, { manifestUri: 'https://api/manifest.mpd' });

describe('text tracks', () => {
  const text = { uri: 'https://store/t0.vtt?a=1&b=2', label: 'Deutsch', kind: 'subtitles', language: 'de' } as const;

  it('are files of their own, after the audio tracks', () => {
    const texts = [
      { ...text, default: true, forced: false, bandwidthBps: 300 },
      { ...text, kind: 'captions' as const, default: false, forced: false, bandwidthBps: 300 },
      { ...text, default: false, forced: true, bandwidthBps: 300 },
    ];
    const lines = manifest({ texts }).split('\n');
    const at = lines.findIndex((line) => line.includes('text/vtt'));
    expect(lines.slice(at, at + 8)).toEqual([
      '<AdaptationSet id="2" contentType="text" mimeType="text/vtt" lang="de">',
      '<Label>Deutsch</Label>',
      '<Role schemeIdUri="urn:mpeg:dash:role:2011" value="subtitle"/>',
      '<Role schemeIdUri="urn:mpeg:dash:role:2011" value="main"/>',
      '<Representation id="text-2" bandwidth="300">',
      '<BaseURL>https://store/t0.vtt?a=1&amp;b=2</BaseURL>',
      '</Representation>',
      '</AdaptationSet>',
    ]);
    expect(lines.join().match(/value="(caption|forced-subtitle)"/g)).toEqual([
      'value="caption"',
      'value="forced-subtitle"',
    ]);
  });
});

describe('a static manifest', () => {
  it('lists the same bytes as HLS in one period', () => {
    expect(manifest().split('\n')).toEqual([
      '<?xml version="1.0" encoding="UTF-8"?>',
      '<MPD xmlns="urn:mpeg:dash:schema:mpd:2011" profiles="urn:mpeg:dash:profile:isoff-main:2011" type="static" mediaPresentationDuration="PT9.5S" minBufferTime="PT4S">',
      '<Period id="p0" start="PT0S">',
      '<AdaptationSet id="0" contentType="video" mimeType="video/mp4" segmentAlignment="true" startWithSAP="1" maxWidth="1280" maxHeight="720">',
      '<Role schemeIdUri="urn:mpeg:dash:role:2011" value="main"/>',
      '<Representation id="video-0" codecs="avc1.64001f" bandwidth="3000000" width="1280" height="720" frameRate="30000/1001" sar="1:1">',
      '<SegmentList timescale="1000">',
      '<Initialization sourceURL="https://store/v0.mp4?a=1&amp;b=2" range="0-699"/>',
      '<SegmentTimeline>',
      '<S t="0" d="4000"/>',
      '<S t="4000" d="4000"/>',
      '<S t="8000" d="1500"/>',
      '</SegmentTimeline>',
      '<SegmentURL media="https://store/v0.mp4?a=1&amp;b=2" mediaRange="700-1699"/>',
      '<SegmentURL media="https://store/v1.mp4?a=1&amp;b=2" mediaRange="700-1699"/>',
      '<SegmentURL media="https://store/v1.mp4?a=1&amp;b=2" mediaRange="1700-2699"/>',
      '</SegmentList>',
      '</Representation>',
      '</AdaptationSet>',
      '<AdaptationSet id="1" contentType="audio" mimeType="audio/mp4" lang="de" segmentAlignment="true" startWithSAP="1">',
      '<Label>Deutsch &lt;&quot;&amp; </Label>',
      '<Role schemeIdUri="urn:mpeg:dash:role:2011" value="main"/>',
      '<Representation id="audio-0" codecs="mp4a.40.2" bandwidth="128000" audioSamplingRate="48000">',
      '<AudioChannelConfiguration schemeIdUri="urn:mpeg:mpegB:cicp:ChannelConfiguration" value="2"/>',
      '<SegmentList timescale="1000">',
      '<Initialization sourceURL="https://store/a0.mp4?a=1&amp;b=2" range="0-699"/>',
      '<SegmentTimeline>',
      '<S t="0" d="4010"/>',
      '<S t="4010" d="5490"/>',
      '</SegmentTimeline>',
      '<SegmentURL media="https://store/a0.mp4?a=1&amp;b=2" mediaRange="700-1699"/>',
      '<SegmentURL media="https://store/a0.mp4?a=1&amp;b=2" mediaRange="1700-2699"/>',
      '</SegmentList>',
      '</Representation>',
      '</AdaptationSet>',
      '</Period>',
      '</MPD>',
      '',
    ]);
  });

  it('has no gaps between segments, whatever duration their last frames have', () => {
    const guessed = [
      object('v0', [segment(0, 700, 3950)]),
      object('v1', [segment(4000, 700, 4100), segment(8100, 1700)]),
    ];
    const text = manifest({ videos: [{ ...video, objects: guessed }], audios: [] });
    expect(text.match(/<S .*>/g)).toEqual(['<S t="0" d="4000"/>', '<S t="4000" d="4100"/>', '<S t="8100" d="4000"/>']);
  });

  it('declares segment alignment only if renditions are aligned', () => {
    const copy = { ...video, objects: [object('copy', [segment(0, 700, 5000), segment(5000, 1700)])] };
    expect(manifest({ audios: [] })).toContain('segmentAlignment="true"');
    expect(manifest({ videos: [copy, video], audios: [] })).not.toContain('segmentAlignment');
  });

  it('writes whole frame rates as one number, and layouts of many channels as CICP numbers', () => {
    const text = manifest({
      videos: [{ ...video, frameRate: { num: 25, den: 1 } }],
      audios: [{ ...audio, channels: 8, default: false }],
    });
    expect(text).toContain('frameRate="25"');
    expect(text).toContain('ChannelConfiguration" value="12"');
    expect(text).toContain('value="alternate"');
  });

  it('is refused if a track needs several init segments', () => {
    const objects = [object('v0', [segment(0, 700)]), object('v1', [segment(4000, 700)], 'other')];
    expect(() => manifest({ videos: [{ ...video, objects }] })).toThrow(
      expect.objectContaining({ code: 'OUTPUT_WRONG' }),
    );
  });

  it('is understood by a third-party parser', () => {
    const { duration, playlists, mediaGroups } = read(manifest());
    expect([duration, playlists.map(({ endList }) => endList)]).toEqual([9.5, [true]]);
    expect(playlists[0]?.attributes).toMatchObject({ NAME: 'video-0', CODECS: 'avc1.64001f', BANDWIDTH: 3_000_000 });
    expect(playlists[0]?.segments.map(({ presentationTime }) => presentationTime)).toEqual([0, 4, 8]);
    expect(playlists[0]?.segments.map(({ duration: seconds }) => seconds)).toEqual([4, 4, 1.5]);
    expect(playlists[0]?.segments[2]).toMatchObject({
      resolvedUri: 'https://store/v1.mp4?a=1&b=2',
      byterange: { offset: 1700, length: 1000 },
      map: { resolvedUri: 'https://store/v0.mp4?a=1&b=2', byterange: { offset: 0, length: 700 } },
    });
    const audios = Object.entries(mediaGroups.AUDIO.audio ?? {});
    expect(audios.map(([, { language }]) => language)).toEqual(['de']);
    expect(audios[0]?.[1].playlists[0]?.segments).toHaveLength(2);
  });
});

describe('a growing manifest', () => {
  it('is a live stream that players start at the beginning, with our clock', () => {
    const growing = { videos: [{ ...video, isWhole: false }], audios: [{ ...audio, isWhole: false }] };
    const text = manifest({ ...growing, growth: GROWTH });
    expect(text.split('\n')[1]).toBe(
      '<MPD xmlns="urn:mpeg:dash:schema:mpd:2011" profiles="urn:mpeg:dash:profile:isoff-main:2011" type="dynamic" availabilityStartTime="2026-03-01T10:01:50.500Z" publishTime="2026-03-01T10:02:00.000Z" minimumUpdatePeriod="PT2S" suggestedPresentationDelay="PT14.5S" minBufferTime="PT4S">',
    );
    expect(text).toContain('<UTCTiming schemeIdUri="urn:mpeg:dash:utc:direct:2014" value="2026-03-01T10:02:00.000Z"/>');
    expect(read(text)).toMatchObject({ minimumUpdatePeriod: 2000, playlists: [{ endList: false }] });
  });

  it('leaves out tracks without segments', () => {
    const text = manifest({
      videos: [video, { ...video, objects: [], isWhole: false }],
      audios: [{ ...audio, objects: [], isWhole: false }],
      growth: GROWTH,
    });
    expect(text.match(/<Representation/g)).toHaveLength(1);
    expect(text).not.toContain('contentType="audio"');
  });

  it('compares alignment only as far as all renditions have grown', () => {
    const behind = { ...video, objects: video.objects.slice(0, 1), isWhole: false };
    expect(manifest({ videos: [video, behind], audios: [], growth: GROWTH })).toContain('segmentAlignment="true"');
  });
});

describe('the end of a growing manifest', () => {
  /** The end of each track's last segment, and the duration of the presentation, if given. */
  const ends = (text: string): number[] => {
    const lists = text.split('</SegmentTimeline>').slice(0, -1);
    const lasts = lists.map((list) => /.*<S t="(\d+)" d="(\d+)"/s.exec(list)?.slice(1).map(Number) ?? []);
    const whole = /mediaPresentationDuration="PT([\d.]+)S"/.exec(text);
    return [...lasts.map(([start = 0, length = 0]) => (start + length) / 1000), ...(whole ? [Number(whole[1])] : [])];
  };
  const short = { ...audio, objects: [object('a0', [segment(0, 700, 4010), segment(4010, 1700, 5400)])] };
  const begun = { ...audio, objects: [object('a0', [segment(0, 700, 4010)])], isWhole: false };
  const growth = { ...GROWTH, durationSeconds: 9.5 };

  it('is the end of the last segment of every whole track, so that no player waits for more', () => {
    expect(ends(manifest({ audios: [short, begun], growth }))).toEqual([9.75, 9.75, 4.01]);
    expect(ends(manifest({ audios: [short, { ...begun, objects: [] }], growth }))).toEqual([9.75, 9.75]);
  });

  it('is final once all tracks are whole', () => {
    expect(ends(manifest({ audios: [short], growth }))).toEqual([9.5, 9.5]);
    expect(ends(manifest({ audios: [short] }))).toEqual([9.5, 9.5, 9.5]);
  });

  it('is never before the end of a track that is longer than planned', () => {
    const long = { ...audio, objects: [object('a0', [segment(0, 700, 11_000)])] };
    const text = manifest({ videos: [{ ...video, isWhole: false }], audios: [long], growth });
    expect(ends(text)).toEqual([9.5, 11.25]);
    expect(text).toContain('suggestedPresentationDelay="PT16.25S"');
  });

  it('is the end of the shortest track if the video was abandoned', () => {
    expect(ends(manifest({ audios: [begun] }))).toEqual([9.5, 4.01, 4.01]);
  });
});
