import { AppError } from '@media/core';
import { describe, expect, it } from 'vitest';
import { needsNormalizing, normalizeArgs, normalizedContainer } from './normalize-args.js';
import { parsePacket } from './parse-packet.js';
import { parseProbe } from './parse-probe.js';
import type { ProbeStream, SideData } from './probe-document.js';
import { canBePacked, unpackArgs } from './unpack-args.js';

const video = (changes: Partial<ProbeStream> = {}): ProbeStream => ({
  index: 0,
  codec_type: 'video',
  codec_name: 'h264',
  width: 1920,
  height: 1080,
  r_frame_rate: '30/1',
  avg_frame_rate: '30/1',
  time_base: '1/15360',
  disposition: { default: 1 },
  ...changes,
});
const audio = (changes: Partial<ProbeStream> = {}): ProbeStream => ({
  index: 1,
  codec_type: 'audio',
  codec_name: 'aac',
  channels: 2,
  sample_rate: '44100',
  ...changes,
});
const probe = (streams: ProbeStream[], format: object = {}) =>
  parseProbe(
    JSON.stringify({
      streams,
      format: { format_name: 'mov,mp4', duration: '2.5', size: '1000', start_time: '0.1', ...format },
    }),
  );
const codeOf = (run: () => unknown) => {
  try {
    run();
  } catch (error) {
    return error instanceof AppError ? error.code : error;
  }
  return undefined;
};

describe('a probe', () => {
  it('does not count the time for which the last subtitle is displayed, if the file declares other durations', () => {
    const subtitle: ProbeStream = { index: 2, codec_type: 'subtitle', tags: { DURATION: '00:00:14.000000000' } };
    const cover: ProbeStream = { index: 3, codec_type: 'video', disposition: { attached_pic: 1 } };
    const tagged = (time: string) => ({ tags: { DURATION: `00:00:${time}0000000` } });
    const streams = [video(tagged('03.00')), audio(tagged('03.02'))];
    const format = { format_name: 'matroska,webm', duration: '14.0' };
    expect(probe([...streams, subtitle, cover], format).durationMs).toBe(3020);
    expect(probe([video(), audio(tagged('03.02')), subtitle], format).durationMs).toBe(14_000);
    expect(probe(streams, format).durationMs).toBe(14_000);
  });

  it('finds container, duration, start, video and audio', () => {
    expect(probe([video(), audio({ tags: { language: 'deu', title: 'Kommentar "1"\n' } })])).toMatchObject({
      ...{ container: 'mov,mp4', durationMs: 2500, sizeBytes: 1000, startSeconds: 0.1, seekable: true },
      video: {
        streamIndex: 0,
        width: 1920,
        height: 1080,
        rotation: 0,
        timeBase: { num: 1, den: 15_360 },
        interlaced: false,
      },
      audios: [
        { streamIndex: 1, channels: 2, sampleRateHz: 44_100, language: 'de', title: 'Kommentar 1', default: false },
      ],
    });
  });

  it.each([
    ['upright', {}, [1920, 1080], 0],
    ['rotated right', { side_data_list: [{ side_data_type: 'Display Matrix', rotation: -90 }] }, [1080, 1920], 90],
    ['rotated left', { side_data_list: [{ rotation: 90 }] }, [1080, 1920], 270],
    ['upside down', { side_data_list: [{ rotation: -180 }] }, [1920, 1080], 180],
    ['rotated by an old tag', { tags: { rotate: '90' } }, [1080, 1920], 90],
    ['tilted by a few degrees', { side_data_list: [{ rotation: 12 }] }, [1920, 1080], 0],
    [
      'cropped by its container',
      { side_data_list: [{ side_data_type: 'Frame Cropping', crop_top: 140, crop_bottom: 140 }] },
      [1920, 800],
      0,
    ],
    ['with nearly square pixels', { sample_aspect_ratio: '959:960' }, [1920, 1080], 0],
    ['with non-square pixels', { width: 720, height: 576, sample_aspect_ratio: '64:45' }, [1024, 576], 0],
    [
      'with non-square pixels and rotated',
      { width: 640, height: 360, sample_aspect_ratio: '2:1', side_data_list: [{ rotation: 90 }] },
      [360, 1280],
      270,
    ],
    ['without a pixel aspect ratio', { sample_aspect_ratio: '0:1' }, [1920, 1080], 0],
  ])('gives the displayed size of video that is %s', (_, changes, [width, height], rotation) => {
    expect(probe([video(changes)]).video).toMatchObject({ width, height, rotation });
  });

  it('tells a rotation that is ignored', () => {
    const tiltOf = (rotation: number) => probe([video({ side_data_list: [{ rotation }] })]).video?.tilt;
    expect([-90, 0.4, 45, -12].map(tiltOf)).toEqual([undefined, undefined, -45, 12]);
  });

  it('lists subtitles that ffprobe takes for data', () => {
    const streams = ['stpp', 'tmcd', 'wvtt'].map((codec_tag_string, at) => ({
      ...{ index: 2 + at, codec_type: 'data', codec_tag_string, tags: { language: 'ger' } },
    }));
    expect(probe([video(), audio(), ...streams]).texts).toMatchObject([
      { streamIndex: 2, codec: 'ttml', language: 'de' },
      { streamIndex: 4, codec: 'wvtt' },
    ]);
  });

  it('chooses the default video, else the first, and never cover art', () => {
    const cover = video({ codec_name: 'mjpeg', disposition: { attached_pic: 1, default: 1 } });
    expect(probe([cover, audio()]).video).toBeUndefined();
    const streams = [video({ disposition: {} }), video({ index: 3, disposition: { default: 1 } })];
    expect(probe(streams).video?.streamIndex).toBe(3);
    expect(probe([video({ index: 2, disposition: {} }), video({ index: 3, disposition: {} })]).video?.streamIndex).toBe(
      2,
    );
  });

  it('recognizes HDR and interlaced video', () => {
    expect(probe([video({ color_transfer: 'smpte2084' })]).video?.hdr).toBe('pq');
    expect(probe([video({ color_transfer: 'arib-std-b67' })]).video?.hdr).toBe('hlg');
    expect(probe([video({ color_transfer: 'bt709' })]).video).not.toHaveProperty('hdr');
    expect(probe([video({ field_order: 'tt' })]).video?.interlaced).toBe(true);
  });

  it('reads the peak of HDR, measured or else of the mastering display', () => {
    const peakOf = (...side_data_list: SideData[]) =>
      probe([video({ color_transfer: 'smpte2084', side_data_list })]).video?.hdrPeakNits;
    const mastering = { side_data_type: 'Mastering display metadata', max_luminance: '40000000/10000' };
    expect(peakOf(mastering, { side_data_type: 'Content light level metadata', max_content: 1200 })).toBe(1200);
    expect(peakOf(mastering, { side_data_type: 'Content light level metadata', max_content: 0 })).toBe(4000);
    expect(peakOf({ side_data_type: 'Mastering display metadata', max_luminance: '0/10000' })).toBeUndefined();
  });

  it.each([
    ['5, which has no other layer', 5, 0, 5],
    ['8.1, with a layer in HDR10', 8, 1, undefined],
    ['8.4, with a layer in HLG', 8, 4, undefined],
    ['10.0, which has no other layer', 10, 0, 10],
  ])('recognizes Dolby Vision of profile %s', (_, dv_profile, dv_bl_signal_compatibility_id, expected) => {
    const configuration = { side_data_type: 'DOVI configuration record', dv_profile, dv_bl_signal_compatibility_id };
    expect(probe([video({ side_data_list: [configuration] })]).video?.dolbyVisionOnly).toBe(expected);
  });

  it('lists the other video streams', () => {
    const cover = video({ index: 2, codec_name: 'mjpeg', width: 320, height: 180, nb_frames: '1' });
    expect(probe([cover, video()])).toMatchObject({
      video: { streamIndex: 0 },
      leftOutVideos: [{ track: 1, codec: 'mjpeg', width: 320, height: 180 }],
    });
  });

  it("refuses files that aren't media, and video of unknown size", () => {
    expect(codeOf(() => parseProbe('{}'))).toBe('SOURCE_NOT_MEDIA');
    expect(codeOf(() => parseProbe('not json'))).toBe('SOURCE_NOT_MEDIA');
    expect(codeOf(() => probe([video({ width: 0, height: 0 }), audio()]))).toBe('SOURCE_DAMAGED');
  });

  it('refuses files without video or audio tracks, and names the codecs of the others', () => {
    const streams = [
      { index: 0, codec_type: 'data', codec_tag_string: 'gpmd', codec_name: 'bin_data' },
      { index: 1, codec_type: 'subtitle', codec_tag_string: '[0][0][0][0]', codec_name: 'mov_text' },
      { index: 2, codec_type: 'data', codec_tag_string: 'gpmd' },
      { index: 3, codec_type: 'data' },
    ];
    expect(() => probe(streams)).toThrow(
      expect.objectContaining({
        code: 'SOURCE_NOT_MEDIA',
        details: { reason: { code: 'NO_VIDEO_OR_AUDIO', container: 'mov', codecs: ['gpmd', 'mov_text'] } },
      }),
    );
  });
});

describe('normalizing', () => {
  it('is for containers without an index and for audio with an estimated duration', () => {
    const of = (container: string, streams: ProbeStream[], duration = '2.5') =>
      needsNormalizing(probe(streams, { format_name: container, duration }));
    expect([of('mpegts', [video()]), of('avi', [video()]), of('aac', [audio()])]).toEqual([true, true, true]);
    expect([of('mp3', [audio({ codec_name: 'mp3' })]), of('ogg', [audio({ codec_name: 'vorbis' })])]).toEqual([
      true,
      true,
    ]);
    expect([
      of('mov,mp4', [video()]),
      of('matroska,webm', [video()]),
      of('flac', [audio({ codec_name: 'flac' })]),
      of('gif', [video({ codec_name: 'gif' })], 'N/A'),
    ]).toEqual([false, false, false, false]);
    // As recorded by browsers.
    expect([of('matroska,webm', [audio()], 'N/A'), of('matroska,webm', [video(), audio()], 'N/A')]).toEqual([
      true,
      true,
    ]);
  });

  it('is for Matroska whose duration ffprobe only estimated', () => {
    const of = (streams: ProbeStream[]) => needsNormalizing(probe(streams, { format_name: 'matroska,webm' }));
    const estimated = { duration: '2.5' };
    expect(of([video(estimated), audio(estimated)])).toBe(true);
    // Of streams whose packets ffprobe didn't read, such as subtitles and covers, it gives that of the file.
    expect(of([video(), audio(estimated), { index: 2, codec_type: 'subtitle', ...estimated }])).toBe(false);
  });

  it('remuxes to MP4 if it supports the codecs, else to Matroska', () => {
    expect(normalizedContainer(probe([video(), audio()]))).toBe('mp4');
    expect(normalizedContainer(probe([video({ codec_name: 'wmv2' }), audio()]))).toBe('matroska');
    expect(normalizedContainer(probe([video(), audio({ codec_name: 'pcm_s16le' })]))).toBe('matroska');
    expect(normalizedContainer(probe([video(), audio({ codec_name: 'pcm_dvd' })]))).toBe('mp4');
  });

  it('decodes audio that no container stores, and all audio of Ogg, whose links have their own headers', () => {
    const codecs = (container: string, ...streams: ProbeStream[]) =>
      normalizeArgs('/in', probe(streams, { format_name: container }), '/out').filter((_, index, args) =>
        /^-(c|sample_fmt):a:\d$/.test(args[index - 1] ?? ''),
      );
    const bluray = audio({ codec_name: 'pcm_bluray', sample_fmt: 's32' });
    expect(codecs('mpegts', video(), audio(), bluray)).toEqual(['copy', 'flac', 's32']);
    expect(codecs('flv', audio({ codec_name: 'nellymoser', sample_fmt: 'flt' }))).toEqual(['flac', 's16']);
    expect(codecs('ogg', audio({ codec_name: 'opus', sample_fmt: 'fltp' }))).toEqual(['flac', 's16']);
  });

  it('generates missing times, and reads unpacked DivX frames from their own file', () => {
    const avi = probe([video({ codec_name: 'mpeg4', has_b_frames: 1 }), audio()], { format_name: 'avi' });
    expect(canBePacked(avi)).toBe(true);
    expect(canBePacked(probe([video({ codec_name: 'mpeg4' })], { format_name: 'avi' }))).toBe(false);
    expect(unpackArgs('/in.avi', avi, '/unpacked')).toEqual(
      expect.arrayContaining(['-map', '0:0', '-bsf:v', 'mpeg4_unpack_bframes', 'file:/unpacked']),
    );
    const args = normalizeArgs('/in.avi', avi, '/out', { unpacked: '/unpacked' });
    expect(args).toEqual(
      expect.arrayContaining([
        '-fflags',
        '+genpts',
        '-c:v',
        'copy',
        '-bsf:v',
        'setts=pts=PTS-STARTPTS+STARTDTS:dts=DTS-STARTPTS+STARTDTS',
        '+bitexact',
        '-f',
        'mp4',
      ]),
    );
    expect(args.filter((_, index) => args[index - 1] === '-map')).toEqual(['1:v', '0:1']);
  });

  it('stores languages in the form of the container', () => {
    const languages = (codec_name: string) =>
      normalizeArgs('/in', probe([video({ codec_name }), audio({ tags: { language: 'pt-BR' } })]), '/out').filter(
        (argument) => argument.startsWith('language='),
      );
    expect([languages('h264'), languages('vp8')]).toEqual([['language=por'], ['language=pt-BR']]);
  });
});

describe('a packet line', () => {
  it.each([
    [
      '3003,1001,42,9,K_',
      { pts: 3003, durationTicks: 1001, sizeBytes: 42, offset: 9, isKey: true, isDiscarded: false },
    ],
    ['-1024,512,7,0,_D', { pts: -1024, durationTicks: 512, sizeBytes: 7, offset: 0, isKey: false, isDiscarded: true }],
    ['N/A,N/A,N/A,N/A,__', { isKey: false, isDiscarded: false }],
    ['0,512,9,N/A,K__,side', { pts: 0, durationTicks: 512, sizeBytes: 9, isKey: true, isDiscarded: false }],
    ['', undefined],
    ['Skip Samples,,,,', undefined],
  ])('%j is parsed', (line, packet) => expect(parsePacket(line)).toEqual(packet));
});
