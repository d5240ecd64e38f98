import type { TextTrack } from '@media/core';
import { GLOBAL_GUARDS, guardedInput } from '../argv/input-guards.js';

/** ffmpeg (5.1 to 7.1) writes later times than 9:59:59.99 as that time. */
const WINDOW_SECONDS = 9 * 3600;

/** The start times of the passes over a video of this length: each sees the cues that begin in its nine hours. */
export const textWindows = (durationMs: number): number[] =>
  Array.from(
    { length: Math.max(1, Math.ceil(durationMs / 1000 / WINDOW_SECONDS)) },
    (_, index) => index * WINDOW_SECONDS,
  );

export const isInWindow = (startMs: number, isFirst: boolean): boolean =>
  startMs < WINDOW_SECONDS * 1000 && (isFirst || startMs >= 0);

/**
 * Argv that converts text tracks to one ASS file each, in a single pass over the source. ASS can express what all decoders of text find, and
 * unlike ffmpeg's WebVTT it isn't ambiguous: that doesn't escape `<`. Times are relative to the start of the video and `windowSeconds`.
 */
export const textArgs = (
  input: string,
  tracks: readonly { track: TextTrack; output: string }[],
  windowSeconds: number,
): string[] => [
  ...GLOBAL_GUARDS,
  ...['-copyts', '-itsoffset', (-(tracks[0]?.track.originSeconds ?? 0) - windowSeconds).toFixed(6)],
  // Otherwise ffmpeg drops cues that aren't UTF-8.
  ...['-sub_charenc_mode:s', 'ignore'],
  ...guardedInput(input),
  ...tracks.flatMap(({ track: { streamIndex }, output }) => [
    ...['-map', `0:${streamIndex}`, '-c:s', 'ass', '-f', 'ass', '-ignore_readorder', '1', `file:${output}`],
  ]),
];
