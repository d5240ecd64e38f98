import {
  AAC_FRAME_SECONDS,
  AppError,
  type AudioTrack,
  type FailureReason,
  LONGEST_AAC_FRAME_SECONDS,
  paddedUntil,
} from '@media/core';
import { audioLimitSeconds } from '../argv/audio-args.js';
import type { ParsedCmaf } from './follow-cmaf.js';

type Track = Pick<AudioTrack, 'name'>;

/** An encoded track, and how much of its end is padding. */
export type EncodedAudio = { parsed: ParsedCmaf; paddedSeconds?: number };

/** Throws SOURCE_DAMAGED if a track has no audio, or reached its limit because of wrong times. */
export const verifyAudio = ({ name }: Track, durationMs: number, encoded: EncodedAudio): void => {
  const { parsed, paddedSeconds } = encoded;
  // From no samples at all, an encoder still outputs its priming.
  if (parsed.segments.length === 0 || (paddedSeconds && ownSeconds(encoded) < 1.1 * AAC_FRAME_SECONDS))
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
export const ownSeconds = ({ parsed, paddedSeconds = 0 }: EncodedAudio): number => audioSeconds(parsed) - paddedSeconds;

/** How much of a track is padding, if it has so many samples per channel of its own. */
export const paddingSeconds = (
  track: Pick<AudioTrack, 'padSeconds' | 'sampleRateHz'>,
  video: Parameters<typeof paddedUntil>[1],
  samples: number,
): number => Math.max(0, (paddedUntil(track, video) ?? 0) - samples / track.sampleRateHz);

/** The most audio that decoders drop at the end of a track: padding of the last frame and decoder delay. */
const END_TOLERANCE_SECONDS = 0.5;

/** Throws OUTPUT_WRONG if a track ends before its source, which ends `sourceEndSeconds` after the start of the video. */
export const verifyAudioEnd = (
  { name }: Track,
  durationMs: number,
  encoded: EncodedAudio,
  sourceEndSeconds: number,
): void => {
  const expected = Math.min(sourceEndSeconds, audioLimitSeconds(durationMs)) - END_TOLERANCE_SECONDS;
  const seconds = ownSeconds(encoded);
  if (seconds < expected)
    throw new AppError('OUTPUT_WRONG', { reason: 'audio ends early', track: name, seconds, sourceEndSeconds });
};
