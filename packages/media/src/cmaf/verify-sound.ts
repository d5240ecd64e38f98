import { AppError, type AudioTrack } from '@media/core';
import { soundLimitSeconds } from '../argv/audio-args.js';
import type { ParsedCmaf } from './follow-cmaf.js';

/** The longest frame of AAC, 1024 samples at 8 kHz: where the limit falls is rounded to one. */
const FRAME_SECONDS = 0.128;

/** Throws SOURCE_DAMAGED for a track without sound, or one that ran into its limit because its times are wrong. */
export const verifySound = ({ name }: Pick<AudioTrack, 'name'>, durationMs: number, parsed: ParsedCmaf): void => {
  const last = parsed.segments.at(-1);
  if (!last) throw new AppError('SOURCE_DAMAGED', { reason: 'no sound', track: name });
  const seconds = (last.startTicks + last.durationTicks) / parsed.track.timescale;
  if (seconds > soundLimitSeconds(durationMs) - FRAME_SECONDS)
    throw new AppError('SOURCE_DAMAGED', { reason: 'sound longer than announced', track: name, seconds, durationMs });
};
