import type { AudioTrack } from '@media/core';
import { expect, it } from 'vitest';
import { audioArgs } from './audio-args.js';
import { guardedInput } from './input-guards.js';

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

it('encodes an audio track with the same time zero as the video', () => {
  const { feed, argv } = audioArgs('/s/in.mp4', track, { durationMs: 8041 }, '/w/a.mp4');
  expect(feed).toEqual([
    ...['-nostdin', '-max_alloc', '1073741824', '-copyts', ...guardedInput('/s/in.mp4')],
    '-filter_complex',
    '[0:1]asetpts=round(PTS+(9.300000)/TB),aselect=gte(t\\,0),aresample=48000,' +
      'aformat=sample_fmts=flt:channel_layouts=stereo[decoded]',
    ...['-map', '[decoded]', '-map_metadata', '-1', '-map_chapters', '-1', '-c:a', 'pcm_f32le', '-bsf:a'],
    expect.stringMatching(/^setts=ts=/),
    ...['-avoid_negative_ts', 'disabled', '-write_index', '0', '-flush_packets', '0', '-f', 'nut', 'pipe:1'],
  ]);
  expect(argv).toEqual([
    ...['-nostdin', '-max_alloc', '1073741824', '-copyts'],
    ...['-protocol_whitelist', 'pipe', '-format_whitelist', 'nut', '-i', 'pipe:0'],
    '-filter_complex',
    '[0:0]asetpts=PTS-10/TB,aformat=channel_layouts=stereo,asettb=AVTB[source];' +
      'anullsrc=r=48000:cl=stereo:n=65521,asetpts=PTS+(1.8650208333333333)/TB[silence];' +
      '[source][silence]ainterleave=duration=first,' +
      'aselect=if(eq(samples_n\\,65521)\\,gte(t-(1.8650208333333333)\\,ld(0)+0.5)' +
      '\\,1+0*st(0\\,max(ld(0)\\,t+samples_n/48000))),' +
      'asetpts=PTS-eq(NB_SAMPLES\\,65521)*(1.8650208333333333)/TB,aresample=48000:async=1:min_hard_comp=0.03:first_pts=0[audio]',
    ...['-map', '[audio]', '-map_metadata', '-1', '-map_chapters', '-1'],
    ...['-ac', '2', '-c:a', 'aac', '-b:a', '128000', '-t', '10.041'],
    ...['-f', 'mp4', '-movflags', '+delay_moov+default_base_moof', '-frag_duration', '4000000'],
    ...['-fflags', '+bitexact', 'file:/w/a.mp4'],
  ]);
});

it('appends silence to a track up to the end of the video', () => {
  const graphOf = (padSeconds: object): string => {
    const plan = { durationMs: 75_000, video: { durationMs: 74_990 } };
    const { argv } = audioArgs('/s/in.mp4', { ...track, ...padSeconds }, plan, '/w/a.mp4');
    return argv[argv.indexOf('-filter_complex') + 1] ?? '';
  };
  expect(graphOf({ padSeconds: 72.001 })).toMatch(
    /:first_pts=0\[filled\];\[filled\]asetnsamples=n=\d+:p=0,ashowinfo,apad=whole_dur=74\.990\[audio\]$/,
  );
  expect(graphOf({})).toMatch(/apad=whole_dur=74\.890\[audio\]$/);
});
