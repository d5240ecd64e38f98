import type { AudioTrack } from '@media/core';

/** Samples in a frame of silence, about 1.4 s: the largest prime below anullsrc's limit, so that no decoder makes frames of this length. */
const SILENCE_SAMPLES = 65_521;
/**
 * How far silence stays away from audio on either side. aresample corrects differences above a tenth of a second only, so a
 * smaller rest would shift the audio behind it.
 */
const MARGIN_SECONDS = 0.5;

/**
 * The layout that `-ac` gives the output. It's given to audio and silence alike: left to themselves, the filters would give the
 * audio the stereo of the silence, and mono that goes through stereo comes back 3 dB quieter.
 */
const layoutOf = (channels: number): string => (channels === 1 ? 'mono' : channels === 2 ? 'stereo' : `${channels}c`);

/**
 * A filter graph that decodes nothing itself: it puts the audio of `input` on the plan's clock, fills what is missing between
 * its frames and before the first one with silence, and drops what lies before zero. Audio ends where its source ends.
 *
 * aresample alone makes all the silence of a gap at once, as one frame: 1.4 GB for an hour of stereo. So a source of
 * silence runs beside the audio, in frames of its own. Such a frame is interleaved by its end (plus the margin): once it comes up, no frame
 * has begun before its end, and it's kept if the last frame had ended before its start. Only what is left around
 * these frames is up to aresample, to the sample.
 */
export const silenceFilters = (
  input: string,
  { originSeconds, sampleRateHz: rate, channels }: Pick<AudioTrack, 'originSeconds' | 'sampleRateHz' | 'channels'>,
  output: string,
): string => {
  const behind = `(${SILENCE_SAMPLES / rate + MARGIN_SECONDS})`;
  const layout = layoutOf(channels);
  const isSilence = (samples: string) => `eq(${samples}\\,${SILENCE_SAMPLES})`;
  // Register 0 holds the latest end of all frames so far.
  const isInGap = `gte(t-${behind}\\,ld(0)+${MARGIN_SECONDS})`;
  const noteEnd = `st(0\\,max(ld(0)\\,t+samples_n/${rate}))`;
  return [
    // ainterleave counts microseconds, but announces the time base of its first input.
    `[${input}]asetpts=PTS-(${originSeconds.toFixed(6)})/TB,aresample=${rate},aformat=channel_layouts=${layout},asettb=AVTB[source]`,
    `anullsrc=r=${rate}:cl=${layout}:n=${SILENCE_SAMPLES},asetpts=PTS+${behind}/TB[silence]`,
    `[source][silence]ainterleave=duration=first,aselect=if(${isSilence('samples_n')}\\,${isInGap}\\,1+0*${noteEnd}),` +
      `asetpts=PTS-${isSilence('NB_SAMPLES')}*${behind}/TB,aresample=${rate}:async=1:first_pts=0[${output}]`,
  ].join(';');
};
