import { AAC_FRAME_SECONDS, AppError, type AudioTrack, LONGEST_AAC_FRAME_SECONDS } from '@media/core';
import { audioLimitSeconds } from '../argv/audio-args.js';
import type { ParsedCmaf } from './follow-cmaf.js';

type Track = Pick<AudioTrack, 'name' | 'padSeconds'>;

/** Throws SOURCE_DAMAGED for a track without audio, or one that ran into its limit because its times are wrong. */
export const verifyAudio = (track: Track, durationMs: number, parsed: ParsedCmaf): void => {
  const { name } = track;
  // Of no samples at all an encoder makes its priming.
  if (parsed.segments.length === 0 || (track.padSeconds && ownSeconds(track, parsed) < 1.1 * AAC_FRAME_SECONDS))
    throw new AppError('SOURCE_DAMAGED', { reason: 'no audio', track: name });
  const seconds = audioSeconds(parsed);
  // Where the limit falls is rounded to a frame.
  if (seconds > audioLimitSeconds(durationMs) - LONGEST_AAC_FRAME_SECONDS)
    throw new AppError('SOURCE_DAMAGED', { reason: 'audio longer than announced', track: name, seconds, durationMs });
};

/** Where an audio track ends, in seconds from the video's start. */
const audioSeconds = ({ segments, track }: ParsedCmaf): number => {
  const last = segments.at(-1);
  return last ? (last.startTicks + last.durationTicks) / track.timescale : 0;
};

/** Where an audio track ended before it was padded. */
export const ownSeconds = ({ padSeconds = 0 }: Track, parsed: ParsedCmaf): number => audioSeconds(parsed) - padSeconds;

/** What decoders leave out at the end of an audio track, at most: filled-up last frames, and the decoder's own delay. */
const END_TOLERANCE_SECONDS = 0.5;

/** Throws OUTPUT_WRONG for a track that ends before its source does, at `sourceEndSeconds` from the video's start. */
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
