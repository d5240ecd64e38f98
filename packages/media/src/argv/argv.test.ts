import type { AudioTrack, Chunk, VideoPlan } from '@media/core';
import { describe, expect, it } from 'vitest';
import { chunkArgs } from './chunk-args.js';
import { guardedInput } from './input-guards.js';
import { posterArgs } from './poster-args.js';
import { previewArgs } from './preview-args.js';
import { m4aArgs, remuxArgs } from './remux-args.js';
import { TO_JPEG } from './render-filters.js';

const chunk: Chunk = {
  index: 1,
  startPts: 360_360,
  endPts: 723_723,
  seekSeconds: 3.404,
  segmentStarts: [4.004, 8.008],
  segmentFrames: [120, 1],
  firstFrame: 120,
  expectedFrames: 121,
  startMs: 4004,
  durationMs: 4037,
};

const TAGS = 'setsar=1,format=yuv420p,setparams=range=tv:colorspace=bt709:color_primaries=bt709:color_trc=bt709';

const video: VideoPlan = {
  streamIndex: 0,
  clock: { kind: 'constant', tick: { num: 1001, den: 30_000 }, originPts: 0, sourceTimeBase: { num: 1, den: 90_000 } },
  frameRate: { num: 30_000, den: 1001 },
  frameCount: 241,
  durationMs: 8041,
  preset: 'veryfast',
  crf: 23,
  reorder: true,
  colors: { matrix: 'bt709', primaries: 'bt709', transfer: 'bt709' },
  copy: { copied: false, rule: 'recipe', unmet: ['recipe'] },
  renditions: [
    { name: '720p', width: 1280, height: 720, maxBitrateBps: 3_200_000, bufferBits: 6_400_000 },
    { name: '360p', width: 640, height: 360, maxBitrateBps: 900_000, bufferBits: 1_800_000 },
  ],
  chunks: [chunk],
};

const track: AudioTrack = {
  index: 0,
  streamIndex: 1,
  name: 'a0',
  label: 'Deutsch',
  language: 'deu',
  default: true,
  channels: 2,
  sampleRateHz: 48_000,
  bitrateBps: 128_000,
  originSeconds: 0.7,
};

const graph = (plan: VideoPlan, of: Chunk = chunk): string => {
  const args = chunkArgs('/s/in.mp4', plan, of, '/w', { threads: 2, packetClock: 'track' });
  return args[args.indexOf('-filter_complex') + 1] ?? '';
};

const MOVFLAGS = '+frag_keyframe+empty_moov+default_base_moof+frag_discont+negative_cts_offsets';

describe('the argv of a chunk', () => {
  it('decodes the range once and encodes every rendition of it', () => {
    const rendition = (index: number, maxrate: string, bufsize: string, file: string) => [
      ...['-map', `[v${index}]`, '-map_metadata', '-1', '-map_chapters', '-1', '-fps_mode', 'passthrough'],
      ...['-enc_time_base', '1001/30000', '-video_track_timescale', '30000'],
      ...['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '23', '-maxrate', maxrate, '-bufsize', bufsize],
      ...['-sc_threshold', '0', '-g', '9999', '-force_key_frames', '8.007999'],
      ...['-bsf:v', 'setts=pts=PTS:dts=DTS:duration=1001'],
      ...['-f', 'mp4', '-movflags', MOVFLAGS, '-fflags', '+bitexact', '-threads', '3', file],
    ];
    expect(chunkArgs('/s/in.mp4', video, chunk, '/w', { threads: 3, packetClock: 'track' })).toEqual([
      ...['-nostdin', '-max_alloc', '1073741824', '-threads', '3', '-copyts', '-ss', '3.404000'],
      ...guardedInput('/s/in.mp4'),
      '-filter_complex',
      '[0:0]trim=start_pts=360360:end_pts=723723,setpts=PTS-(0),settb=1001/30000,split=2[s0][s1];' +
        `[s0]scale=1280:720,${TAGS}[v0];[s1]scale=640:360,${TAGS}[v1]`,
      ...rendition(0, '3200000', '6400000', 'file:/w/720p.mp4'),
      ...rendition(1, '900000', '1800000', 'file:/w/360p.mp4'),
    ]);
  });

  it('encodes warm-up and lookahead frames, separates them by a key frame, and drops them', () => {
    const around = { ...chunk, startPts: 336_336, endPts: 753_753, warmUpFrames: 8, lookAheadFrames: 10 };
    const args = chunkArgs('/s/in.mp4', video, around, '/w', { threads: 2, packetClock: 'track' });
    expect(args[args.indexOf('-force_key_frames') + 1]).toBe('4.003999,8.007999,8.041366');
    expect(args[args.indexOf('-bsf:v') + 1]).toBe(
      'noise=drop=lt(pts\\,120120)+gte(pts\\,241241),setts=pts=PTS:dts=DTS:duration=1001',
    );
    const newer = chunkArgs('/s/in.mp4', video, around, '/w', { threads: 2, packetClock: 'own' });
    expect(newer[newer.indexOf('-bsf:v') + 1]).toBe(
      'noise=drop=lt(pts\\,120)+gte(pts\\,241),setts=pts=PTS:dts=DTS:duration=1',
    );
    const clock = { ...video.clock, kind: 'variable' as const, tick: { num: 1, den: 90_000 } };
    const vary = chunkArgs('/s/in.mp4', { ...video, clock }, { ...around, endTicks: 723_600 }, '/w', {
      threads: 2,
      packetClock: 'track',
    });
    expect(vary[vary.indexOf('-bsf:v') + 1]).toMatch(/^noise=drop=lt\(pts\\,360360\)\+gte\(pts\\,723600\),setts=/);
  });

  it('sets a level that browsers support for tiny video', () => {
    const [large, small] = video.renditions;
    if (!large || !small) throw new Error('no renditions');
    const tiny = { ...small, width: 160, height: 90 };
    const argv = chunkArgs('/s/in.mp4', { ...video, renditions: [large, tiny] }, chunk, '/w', {
      ...{ threads: 2, packetClock: 'track' },
    });
    expect(argv.filter((_, index) => argv[index - 1] === '-level:v')).toEqual(['3.0']);
    expect(argv.indexOf('-level:v')).toBeGreaterThan(argv.indexOf(`file:/w/${large.name}.mp4`));
  });

  it('uses at most sixteen threads, however many processors there are', () => {
    const args = chunkArgs('/s/in.mp4', video, chunk, '/w', { threads: 96, packetClock: 'track' });
    expect(args.filter((_, index) => args[index - 1] === '-threads')).toEqual(['16', '16', '16']);
  });

  it('neither seeks nor trims at the start and end of the video', () => {
    const { startPts: _, endPts: __, seekSeconds: ___, ...whole } = chunk;
    const args = chunkArgs('/s/in.mp4', video, { ...whole, index: 0, segmentStarts: [0] }, '/w', {
      threads: 2,
      packetClock: 'track',
    });
    expect(args).not.toContain('-ss');
    expect(args).not.toContain('-force_key_frames');
    expect(args.join(' ')).not.toContain('trim=');
  });

  it('keeps variable frame times, sets the duration of the last frame and does not reorder across long gaps', () => {
    const clock = { ...video.clock, kind: 'variable' as const, tick: { num: 1, den: 90_000 }, originPts: -5 };
    const held = { ...chunk, endTicks: 723_600 };
    const args = chunkArgs('/s/in.mp4', { ...video, clock, reorder: false }, held, '/w', {
      threads: 2,
      packetClock: 'track',
    });
    expect(args).toEqual(
      expect.arrayContaining(['-bf', '0', '-enc_time_base', '1/90000', '-video_track_timescale', '90000']),
    );
    expect(args).toContain(
      'setts=pts=PTS:dts=DTS:duration=if(eq(N\\,120)\\,max(723600-DTS-STARTPTS+STARTDTS\\,1)\\,DURATION)',
    );
    expect(args.join(' ')).toContain('setpts=PTS-(-5),settb=1/90000');
  });

  it('shows a late first frame from time zero', () => {
    const clock = { ...video.clock, kind: 'variable' as const, originPts: 0, heldPts: 63_000 };
    expect(graph({ ...video, clock })).toContain('setpts=if(gt(PTS\\,63000)\\,PTS-(0)\\,0)');
  });

  it('resamples unusable times and repeats the last frame until the count is right', () => {
    const clock = { ...video.clock, kind: 'resampled' as const, originPts: 9 };
    const first = { ...chunk, index: 0, startPts: undefined, endPts: 120 };
    const { startPts: _, ...rest } = first;
    expect(graph({ ...video, clock }, rest)).toContain(
      '[0:0]setpts=PTS-(9),fps=30000/1001:start_time=0,tpad=stop=-1:stop_mode=clone,trim=end_pts=120,split',
    );
  });

  it('deinterlaces, tone-maps, and sets the matrix for RGB', () => {
    expect(graph({ ...video, deinterlace: {} })).toContain('bwdif=mode=send_frame:deint=interlaced,settb');
    expect(graph({ ...video, deinterlace: { all: true, perField: true } })).toContain(
      '[0:0]bwdif=mode=send_field:deint=all,trim=start_pts=360360:end_pts=723723,setpts=PTS-(0),settb',
    );
    const ofColors = (colors: object) => graph({ ...video, colors: { ...video.colors, ...colors } });
    expect(ofColors({ hdr: { transfer: 'hlg', peakNits: 1000 } })).toContain(
      '[s1]scale=640:360,zscale=min=bt709:rin=tv:tin=arib-std-b67',
    );
    expect(ofColors({ matrix: 'rgb' })).toContain('scale=640:360:out_color_matrix=bt709:out_range=tv');
  });
});

describe('every input', () => {
  it('is read with the whitelists, and always as a path', () => {
    const input = guardedInput('-i concat:x');
    expect(input.slice(0, 3)).toEqual(['-protocol_whitelist', 'file', '-format_whitelist']);
    for (const dangerous of ['hls', 'dash', 'concat', 'image2', 'applehttp', 'srt', 'lavfi', 'data', 'tty'])
      expect(input[3]?.split(',')).not.toContain(dangerous);
    expect(input.slice(-2)).toEqual(['-i', 'file:-i concat:x']);
  });
});

describe('the argv of the other steps', () => {
  it('makes the poster from its planned time or from the start', () => {
    const poster = { streamIndex: 2, seekSeconds: 1.5, width: 320, height: 180, colors: video.colors };
    expect(posterArgs('/s/in.mp4', poster, '/w/p.jpg')).toEqual([
      ...[
        '-nostdin',
        '-max_alloc',
        '1073741824',
        '-ss',
        '1.500',
        ...guardedInput('/s/in.mp4'),
        '-map',
        '0:2',
        '-map_metadata',
        '-1',
      ],
      ...['-vf', [`scale=320:180,${TAGS},thumbnail=24`, ...TO_JPEG].join(','), '-frames:v', '1'],
      ...['-c:v', 'mjpeg', '-q:v', '3', '-f', 'image2', '-update', '1', 'file:/w/p.jpg'],
    ]);
    expect(posterArgs('/s/in.mp4', poster, '/w/p.jpg', { fromStart: true })).not.toContain('-ss');
  });

  it('joins the moments of a preview, each with its own seek and guarded like any other input', () => {
    const moments = [
      { seekSeconds: 0, durationSeconds: 1 },
      { seekSeconds: 9.5, durationSeconds: 1 },
    ];
    const preview = { streamIndex: 2, width: 480, height: 270, exact: true, moments, colors: video.colors };
    const small = `fps=15,trim=end_frame=15,setpts=PTS-STARTPTS,scale=480:270,${TAGS}`;
    const end = ['-threads', '1', '-c:v', 'libx264', '-preset', 'veryfast', '-crf', '30', '-profile:v', 'main'];
    expect(previewArgs('/s/in.mp4', preview, '/w/p.mp4')).toEqual([
      ...['-nostdin', '-max_alloc', '1073741824'],
      ...['-t', '1.000', '-threads', '1', ...guardedInput('/s/in.mp4')],
      ...['-ss', '9.500', '-t', '1.000', '-threads', '1', ...guardedInput('/s/in.mp4')],
      ...['-filter_complex', `[0:2]${small}[m0];[1:2]${small}[m1];[m0][m1]concat=n=2:v=1[preview]`],
      ...['-map', '[preview]', '-map_metadata', '-1', ...end],
      ...['-f', 'mp4', '-movflags', '+faststart', 'file:/w/p.mp4'],
    ]);
    const rough = previewArgs('/s/in.mp4', { ...preview, exact: false }, '/w/p.mp4');
    expect(rough.filter((argument) => argument === '-noaccurate_seek')).toHaveLength(2);
    const fromStart = previewArgs('/s/in.mp4', preview, '/w/p.mp4', { fromStart: true });
    expect(fromStart).not.toContain('-ss');
    expect(fromStart.filter((argument) => argument === '-i')).toHaveLength(1);
    expect(fromStart).toContain('2.000');
  });

  it("remuxes video and audio into one MP4, and undoes the demuxer's delay of the video", () => {
    const inputs = { video: '/w/v.mp4', videoDelaySeconds: 2 / 30, audios: [{ path: '/w/a.mp4', track }] };
    expect(remuxArgs(inputs, '/w/out.mp4')).toEqual([
      ...['-nostdin', '-max_alloc', '1073741824', '-copyts', '-itsoffset', '-0.066667'],
      ...[...guardedInput('/w/v.mp4'), ...guardedInput('/w/a.mp4'), '-map', '0:v:0', '-map', '1:a:0'],
      ...['-map_metadata', '-1', '-c', 'copy', '-metadata:s:a:0', 'language=deu', '-metadata:s:a:0', 'title=Deutsch'],
      ...['-metadata:s:a:0', 'handler_name=Deutsch'],
      ...['-disposition:a:0', 'default', '-f', 'mp4', '-movflags', '+faststart', 'file:/w/out.mp4'],
    ]);
    expect(remuxArgs({ ...inputs, lastFrame: { index: 9, ticks: 5, endTicks: 99 } }, '/w/out.mp4')).toContain(
      'setts=pts=PTS:dts=DTS:duration=if(eq(N\\,9)\\,5\\,clip(99-PTS\\,0\\,2147483647))',
    );
  });

  it('reserves room for a language that a three-letter code cannot name', () => {
    const argv = m4aArgs('/w/a.mp4', { ...track, language: 'de-AT' }, '/w/out.m4a');
    expect(argv).toContain('language=deu');
    // 12 bytes, the tag and a null character.
    expect(argv).toContain(`handler_name=Deutsch${' '.repeat(18)}`);
  });

  it('leaves planned silence out of an M4A', () => {
    const m4a = m4aArgs('/w/a.mp4', track, '/w/out.m4a', 3.5);
    expect(m4a.slice(m4a.indexOf('-t'), m4a.indexOf('-t') + 2)).toEqual(['-t', '3.500000']);
  });

  it('remuxes audio into an M4A', () => {
    expect(m4aArgs('/w/a.mp4', track, '/w/out.m4a').slice(-4)).toEqual([
      'ipod',
      '-movflags',
      '+faststart',
      'file:/w/out.m4a',
    ]);
  });
});
