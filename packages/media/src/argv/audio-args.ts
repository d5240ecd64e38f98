import { type AudioTrack, type Plan, paddedUntil, type VideoPlan } from '@media/core';
import { DECODED_INPUT, decodeAudioArgs } from './decoded-audio.js';
import { GLOBAL_GUARDS } from './input-guards.js';
import { SILENCE_SAMPLES, silenceFilters } from './silence-filters.js';

// Encoders pad the last frame, and containers round the declared duration.
const LIMIT_MARGIN_SECONDS = 2;

/** The longest audio for a declared duration. Without a limit, a bogus gap in its times would be filled with hours of silence. */
export const audioLimitSeconds = (durationMs: number): number => durationMs / 1000 + LIMIT_MARGIN_SECONDS;

/** What the padding and the limit of audio depend on. */
export type AudioPlan = Pick<Plan, 'durationMs'> & { video?: Pick<VideoPlan, 'durationMs'> | undefined };

/** Two ffmpeg processes: `feed` decodes, and `argv` encodes what it reads from the standard output of the first. */
export type AudioArgs = { feed: string[]; argv: string[] };

/**
 * Argv that encodes one audio track into a fragmented MP4 with fragments of about four seconds. Audio that starts late is padded with
 * silence, and audio before the first frame is cut, so that time zero is the same as for the video. With video, audio that ends early is
 * followed by silence, which ffmpeg makes frame by frame in constant memory.
 */
export const audioArgs = (input: string, track: AudioTrack, plan: AudioPlan, output: string): AudioArgs => ({
  feed: decodeAudioArgs(input, track),
  argv: encodeArgs(track, plan, output),
});

const encodeArgs = (track: AudioTrack, plan: AudioPlan, output: string): string[] => [
  ...GLOBAL_GUARDS,
  '-copyts',
  ...DECODED_INPUT,
  ...['-filter_complex', audioGraph(track, plan)],
  ...['-map', '[audio]', '-map_metadata', '-1', '-map_chapters', '-1'],
  ...['-ac', String(track.channels), '-c:a', 'aac', '-b:a', String(track.bitrateBps)],
  ...['-t', audioLimitSeconds(plan.durationMs).toFixed(3)],
  // No frag_discont: with audio, it writes a negative decode time as a huge unsigned number.
  ...['-f', 'mp4', '-movflags', '+delay_moov+default_base_moof', '-frag_duration', '4000000'],
  ...['-fflags', '+bitexact', `file:${output}`],
];

/**
 * The padding has a fixed end, so that damaged audio is as long as the video. It would hide that audio is missing, so the audio is measured
 * before: in large frames, each of which `createSampleCounter` finds in the log. Not in a branch that ends in anullsink, on which ffmpeg 7.1
 * aborts if a frame is requested there before the input has any.
 */
const audioGraph = (track: AudioTrack, { video }: AudioPlan): string => {
  const until = paddedUntil(track, video);
  if (until === undefined) return silenceFilters(track, 'audio');
  return [
    silenceFilters(track, 'filled'),
    `[filled]asetnsamples=n=${SILENCE_SAMPLES}:p=0,ashowinfo,apad=whole_dur=${until.toFixed(3)}[audio]`,
  ].join(';');
};
