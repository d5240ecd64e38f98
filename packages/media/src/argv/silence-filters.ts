import type { AudioTrack } from '@media/core';
import { decodedTimes } from './decoded-audio.js';
import { carriedLayout, limitMixed } from './mixed-audio.js';

/** Samples per frame of silence, about 1.4 s: the largest prime below anullsrc's limit, so that no decoder outputs frames of this length. */
export const SILENCE_SAMPLES = 65_521;
/**
 * aresample leaves smaller differences alone, so a gap of this length shifts the audio after it. By default 0.1 s, which viewers notice (ITU-R
 * BT.1359: from 45 ms on). Containers that round times to milliseconds stay far below.
 */
const UNCORRECTED_SECONDS = 0.03;
/** The distance between silence and audio on either side. Well above what aresample leaves alone. */
const MARGIN_SECONDS = 0.5;

/**
 * A filter graph for the decoded audio of a track (`DECODED_INPUT`) that puts it on the plan's clock, fills gaps before and between frames with silence, and drops
 * everything before zero. The audio ends where its source ends.
 *
 * aresample alone would fill a whole gap with a single frame: 1.4 GB for an hour of stereo. So anullsrc adds silence in small frames.
 * Each one is interleaved by its end time plus the margin. All audio that starts before that comes first, so the latest end of the audio
 * shows whether the frame fits in the gap. Other frames are dropped. aresample fills the rest of the gap, to the sample. Decision 28.
 */
export const silenceFilters = (
  track: Pick<AudioTrack, 'sampleRateHz' | 'channels' | 'limited'>,
  output: string,
): string => {
  const { sampleRateHz: rate } = track;
  const behind = `(${SILENCE_SAMPLES / rate + MARGIN_SECONDS})`;
  const layout = carriedLayout(track);
  const isSilence = (samples: string) => `eq(${samples}\\,${SILENCE_SAMPLES})`;
  // Register 0 stores the latest end of all frames so far.
  const isInGap = `gte(t-${behind}\\,ld(0)+${MARGIN_SECONDS})`;
  const noteEnd = `st(0\\,max(ld(0)\\,t+samples_n/${rate}))`;
  return [
    // ainterleave works in microseconds, but declares the time base of its first input.
    `[0:0]${decodedTimes},aformat=channel_layouts=${layout},asettb=AVTB[source]`,
    `anullsrc=r=${rate}:cl=${layout}:n=${SILENCE_SAMPLES},asetpts=PTS+${behind}/TB[silence]`,
    `[source][silence]ainterleave=duration=first,aselect=if(${isSilence('samples_n')}\\,${isInGap}\\,1+0*${noteEnd}),` +
      `asetpts=PTS-${isSilence('NB_SAMPLES')}*${behind}/TB,aresample=${rate}:async=1:min_hard_comp=${UNCORRECTED_SECONDS}:first_pts=0${limitMixed(track)}[${output}]`,
  ].join(';');
};
