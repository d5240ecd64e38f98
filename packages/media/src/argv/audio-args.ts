import type { AudioTrack } from '@media/core';
import { DECODED_INPUT, decodeAudioArgs } from './decoded-audio.js';
import { GLOBAL_GUARDS } from './input-guards.js';
import { silenceFilters } from './silence-filters.js';

// Encoders pad the last frame, and containers round the declared duration.
const LIMIT_MARGIN_SECONDS = 2;

/** The longest audio for a declared duration. Without a limit, a bogus gap in its times would be filled with hours of silence. */
export const audioLimitSeconds = (durationMs: number): number => durationMs / 1000 + LIMIT_MARGIN_SECONDS;

/** Two ffmpeg processes: `feed` decodes, and `argv` encodes what it reads from the standard output of the first. */
export type AudioArgs = { feed: string[]; argv: string[] };

/**
 * Argv that encodes one audio track into a fragmented MP4 with fragments of about four seconds. Audio that starts late is padded with
 * silence, and audio before the first frame is cut, so that time zero is the same as for the video. Audio that ends early is followed by
 * the planned silence, which ffmpeg makes frame by frame in constant memory. `durationMs` is the plan's.
 */
export const audioArgs = (input: string, track: AudioTrack, durationMs: number, output: string): AudioArgs => ({
  feed: decodeAudioArgs(input, track),
  argv: encodeArgs(track, durationMs, output),
});

const encodeArgs = (track: AudioTrack, durationMs: number, output: string): string[] => [
  ...GLOBAL_GUARDS,
  '-copyts',
  ...DECODED_INPUT,
  ...['-filter_complex', audioGraph(track)],
  ...['-map', '[audio]', '-map_metadata', '-1', '-map_chapters', '-1'],
  ...['-ac', String(track.channels), '-c:a', 'aac', '-b:a', String(track.bitrateBps)],
  ...['-t', audioLimitSeconds(durationMs).toFixed(3)],
  // No frag_discont: with audio, it writes a negative decode time as a huge unsigned number.
  ...['-f', 'mp4', '-movflags', '+delay_moov+default_base_moof', '-frag_duration', '4000000'],
  ...['-fflags', '+bitexact', `file:${output}`],
];

/** The padding has a fixed length instead of an end. So audio that the source lacks also shortens the padded track, which verification checks. */
const audioGraph = (track: AudioTrack): string => {
  const { padSeconds } = track;
  if (padSeconds === undefined) return silenceFilters(track, 'audio');
  return `${silenceFilters(track, 'filled')};[filled]apad=pad_dur=${padSeconds.toFixed(3)}[audio]`;
};
