import { type FrameClock, MAX_GAP_SECONDS, MAX_REPEATS } from './decide-clock.js';
import type { FrameTimeline } from './frame-timeline.js';
import { fractionValue } from './rates.js';
import { MIN_SEGMENT_SECONDS, MIN_WITH_AUDIO_SECONDS } from './segment-lengths.js';
import type { SourceProbe } from './source-probe.js';

/**
 * The timeline with the last frame shown until the audio ends, if audio continues for a second or more after it. Otherwise hls.js and
 * dash.js never start a video of one frame, and shaka-player over HLS stops at the end of the shorter track. Also extends a video with
 * audio that is too short to play. Undefined if nothing needs to be extended, or if that takes too many frames (`resampled`) or too long
 * a frame. Decision 27.
 */
export const holdLastFrame = (
  { audios }: Pick<SourceProbe, 'audios'>,
  timeline: FrameTimeline,
  { clock, frameCount, frameRate, durationSeconds }: FrameClock,
): FrameTimeline | undefined => {
  const { pts, timeBase, missingCount } = timeline;
  const last = pts.at(-1);
  if (last === undefined || missingCount > 0) return undefined;
  const tickSeconds = fractionValue(timeBase);
  const audioEnd = Math.max(...audios.map(({ endSeconds = Number.NEGATIVE_INFINITY }) => endSeconds));
  if (audioEnd === Number.NEGATIVE_INFINITY) return undefined;
  const zero = clock.originPts * tickSeconds;
  const end = Math.max(audioEnd, zero + MIN_WITH_AUDIO_SECONDS);
  const extraSeconds = end - (zero + durationSeconds);
  const heldSeconds = end - last * tickSeconds;
  const isTooShort = durationSeconds < MIN_WITH_AUDIO_SECONDS;
  if ((extraSeconds < MIN_SEGMENT_SECONDS && !isTooShort) || heldSeconds > MAX_GAP_SECONDS) return undefined;
  const gridFrames = frameCount + extraSeconds * fractionValue(frameRate);
  if (clock.kind === 'resampled' && gridFrames > MAX_REPEATS * pts.length) return undefined;
  return { ...timeline, lastDurationTicks: Math.round(heldSeconds / tickSeconds) };
};
