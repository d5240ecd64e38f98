import type { AudioTrack } from '@media/core';
import { layoutOf } from './channel-layout.js';
import { GLOBAL_GUARDS, guardedInput } from './input-guards.js';
import { carriedChannels, carryMixed } from './mixed-audio.js';

/** Added to all times, because NUT can't store negative ones. Audio that starts earlier before zero is dropped. */
export const LEAD_SECONDS = 10;

/** Input options and input of an ffmpeg that reads the output of `decodeAudioArgs` from its standard input. */
export const DECODED_INPUT = ['-protocol_whitelist', 'pipe', '-format_whitelist', 'nut', '-i', 'pipe:0'] as const;

/** Filters that give audio read from `DECODED_INPUT` its times on the plan's clock. */
export const decodedTimes = `asetpts=PTS-${LEAD_SECONDS}/TB`;

/**
 * Argv that decodes an audio track to standard output, with the sample rate and channels of the plan. ffmpeg builds a filter graph anew
 * when a source changes its sample rate or channels, which broadcasts do between programs, so this graph keeps no state between frames.
 * The next ffmpeg sees audio that never changes. Decision 28.
 */
export const decodeAudioArgs = (input: string, track: AudioTrack): string[] => [
  ...GLOBAL_GUARDS,
  '-copyts',
  ...guardedInput(input),
  ...['-filter_complex', `[0:${track.streamIndex}]${decodingFilters(track)}[decoded]`],
  ...['-map', '[decoded]', '-map_metadata', '-1', '-map_chapters', '-1'],
  ...['-c:a', 'pcm_f32le', '-bsf:a', FIXED_TIMES],
  ...['-avoid_negative_ts', 'disabled', '-write_index', '0', '-flush_packets', '0', '-f', 'nut', 'pipe:1'],
];

/** Seconds of audio in what `decodeAudioArgs` writes. */
export const decodedSeconds = (track: AudioTrack, bytes: number): number =>
  bytes / (4 * carriedChannels(track) * track.sampleRateHz);

const decodingFilters = (track: AudioTrack): string => {
  const { originSeconds, sampleRateHz, channels, pan } = track;
  const convert = `aresample=${sampleRateHz},aformat=sample_fmts=flt:channel_layouts=${layoutOf(channels)}`;
  return [
    `asetpts=round(PTS+(${(LEAD_SECONDS - originSeconds).toFixed(6)})/TB)`,
    'aselect=gte(t\\,0)',
    // Mixed as floats: integers would be scaled down so that no sum can exceed full scale, which makes dialogue too quiet.
    ...(pan === undefined ? [] : ['aformat=sample_fmts=fltp', `pan=${pan}`]),
    carryMixed(track, convert),
  ].join(',');
};

/**
 * Moves a frame that is later than the next one directly behind the frame before. Where the sample rate rises, ffmpeg's MP3 decoder gives
 * the first frame the old rate, and ffmpeg 5.1 then misreads its time: by five minutes after an hour. All audio up to then would be lost.
 */
const FIXED_TIMES =
  'setts=ts=if(gte(NEXT_PTS\\,0)*lt(NEXT_PTS\\,PTS)\\,if(N\\,PREV_OUTPTS+PREV_OUTDURATION\\,NEXT_PTS-DURATION)\\,PTS)';
