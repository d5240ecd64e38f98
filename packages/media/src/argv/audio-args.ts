import type { AudioTrack } from '@media/core';
import { GLOBAL_GUARDS, guardedInput } from './input-guards.js';
import { silenceFilters } from './silence-filters.js';

// Encoders fill up their last frame, and containers round the length they announce.
const LIMIT_MARGIN_SECONDS = 2;

/** How long audio may become that was announced to last `durationMs`: a gap in its times would be filled with silence for hours. */
export const audioLimitSeconds = (durationMs: number): number => durationMs / 1000 + LIMIT_MARGIN_SECONDS;

/**
 * Argv that makes one whole audio track as a fragmented MP4 with fragments of about four seconds.
 * Audio that starts late is padded with silence, audio before the first frame is cut, so that time zero is the same.
 * Audio that ends early is followed by the planned silence, which ffmpeg makes frame by frame: memory does not grow with it.
 * `durationMs` is the plan's.
 */
export const audioArgs = (input: string, track: AudioTrack, durationMs: number, output: string): string[] => [
  ...GLOBAL_GUARDS,
  '-copyts',
  ...guardedInput(input),
  ...['-filter_complex', audioGraph(track)],
  ...['-map', '[audio]', '-map_metadata', '-1', '-map_chapters', '-1'],
  ...['-ac', String(track.channels), '-c:a', 'aac', '-b:a', String(track.bitrateBps)],
  ...['-t', audioLimitSeconds(durationMs).toFixed(3)],
  // No frag_discont here: on audio it writes a decode time before zero, as an enormous unsigned number.
  ...['-f', 'mp4', '-movflags', '+delay_moov+default_base_moof', '-frag_duration', '4000000'],
  ...['-fflags', '+bitexact', `file:${output}`],
];

/** The padding has a length of its own instead of an end: what the source lacks is missing at the end of the whole, too, where it is looked for. */
const audioGraph = (track: AudioTrack): string => {
  const { streamIndex, padSeconds } = track;
  if (padSeconds === undefined) return silenceFilters(`0:${streamIndex}`, track, 'audio');
  return `${silenceFilters(`0:${streamIndex}`, track, 'filled')};[filled]apad=pad_dur=${padSeconds.toFixed(3)}[audio]`;
};
