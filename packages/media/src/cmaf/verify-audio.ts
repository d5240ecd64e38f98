import {
  AAC_FRAME_SECONDS,
  AppError,
  type AudioTrack,
  type FailureReason,
  LONGEST_AAC_FRAME_SECONDS,
} from '@media/core';
import { audioLimitSeconds } from '../argv/audio-args.js';
import type { ParsedCmaf } from './follow-cmaf.js';

type Track = Pick<AudioTrack, 'name' | 'padSeconds'>;

/** Throws SOURCE_DAMAGED if a track has no audio, or reached its limit because of wrong times. */
export const verifyAudio = (track: Track, durationMs: number, parsed: ParsedCmaf): void => {
  const { name } = track;
  // From no samples at all, an encoder still outputs its priming.
  if (parsed.segments.length === 0 || (track.padSeconds && ownSeconds(track, parsed) < 1.1 * AAC_FRAME_SECONDS))
    throw new AppError('SOURCE_DAMAGED', {
      reason: { code: 'AUDIO_UNDECODABLE', track: numberOf(name) } satisfies FailureReason,
    });
  const seconds = audioSeconds(parsed);
  // The limit is rounded to a frame.
  if (seconds > audioLimitSeconds(durationMs) - LONGEST_AAC_FRAME_SECONDS)
    throw new AppError('SOURCE_DAMAGED', {
      ...{ reason: { code: 'AUDIO_TOO_LONG', track: numberOf(name) } satisfies FailureReason, seconds, durationMs },
    });
};

/** `a0` is the first track of the plan. */
const numberOf = (name: string): number => Number(name.slice(1)) + 1;

/** End of an audio track in seconds from the start of the video. */
const audioSeconds = ({ segments, track }: ParsedCmaf): number => {
  const last = segments.at(-1);
  return last ? (last.startTicks + last.durationTicks) / track.timescale : 0;
};

/** End of an audio track without its padding. */
export const ownSeconds = ({ padSeconds = 0 }: Track, parsed: ParsedCmaf): number => audioSeconds(parsed) - padSeconds;

/** The most audio that decoders drop at the end of a track: padding of the last frame and decoder delay. */
const END_TOLERANCE_SECONDS = 0.5;

/** Throws OUTPUT_WRONG if a track ends before its source, which ends `sourceEndSeconds` after the start of the video. */
export const verifyAudioEnd = (
  track: Track,
  durationMs: number,
  parsed: ParsedCmaf,
  sourceEndSeconds: number,
): void => {
  const expected = Math.min(sourceEndSeconds, audioLimitSeconds(durationMs)) - END_TOLERANCE_SECONDS;
  const seconds = ownSeconds(track, parsed);
  if (seconds < expected)
    throw new AppError('OUTPUT_WRONG', { reason: 'audio ends early', track: track.name, seconds, sourceEndSeconds });
};
