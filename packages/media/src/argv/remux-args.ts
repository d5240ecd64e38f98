import type { AudioTrack, VideoPlan } from '@media/core';
import { frameDuration, type TimedFrame } from './frame-duration.js';
import { GLOBAL_GUARDS, guardedInput } from './input-guards.js';

/** The last packet of a rendition with `frameCount` frames that ends at `endTicks`: the demuxer forgets how long it is shown. Only where frames vary. */
export const lastFrameOf = (
  { chunks }: Pick<VideoPlan, 'chunks'>,
  frameCount: number,
  endTicks: number,
): TimedFrame | undefined => {
  const ticks = chunks.at(-1)?.lastFrameTicks;
  return ticks === undefined ? undefined : { index: frameCount - 1, ticks, endTicks };
};

export type RemuxInputs = {
  /** The chunks of a rendition in one file: the first whole, the others without their init segment. */
  video: string;
  /** What ffprobe calls the start of that file: its demuxer shows our first frame so much after zero. */
  videoDelaySeconds: number;
  lastFrame?: TimedFrame | undefined;
  audios: readonly { path: string; track: AudioTrack }[];
};

/** Argv that copies encoded video and audio into one MP4 that plays while it loads. Nothing is encoded again. */
export const remuxArgs = ({ video, videoDelaySeconds, lastFrame, audios }: RemuxInputs, output: string): string[] => [
  ...GLOBAL_GUARDS,
  // Without copyts every input is moved to zero by itself, and audio comes one encoder delay late.
  ...['-copyts', '-itsoffset', (-videoDelaySeconds).toFixed(6)],
  ...guardedInput(video),
  ...audios.flatMap(({ path }) => guardedInput(path)),
  ...['-map', '0:v:0', ...audios.flatMap((_, index) => ['-map', `${index + 1}:a:0`])],
  ...(lastFrame ? ['-bsf:v', frameDuration(lastFrame)] : []),
  ...['-map_metadata', '-1', '-c', 'copy', ...audios.flatMap(({ track }, index) => describe(track, index))],
  ...['-f', 'mp4', '-movflags', '+faststart', `file:${output}`],
];

/** Argv that copies one encoded audio track into an M4A, up to `endSeconds` where silence follows that only a video needs. */
export const m4aArgs = (audio: string, track: AudioTrack, output: string, endSeconds?: number): string[] => [
  ...GLOBAL_GUARDS,
  '-copyts',
  ...guardedInput(audio),
  ...['-map', '0:a:0', '-map_metadata', '-1', '-c', 'copy', ...describe(track, 0)],
  ...(endSeconds === undefined ? [] : ['-t', endSeconds.toFixed(6)]),
  ...['-f', 'ipod', '-movflags', '+faststart', `file:${output}`],
];

const describe = (track: AudioTrack, index: number): string[] => [
  ...(track.language === undefined ? [] : [`-metadata:s:a:${index}`, `language=${track.language}`]),
  // Players look in two places: QuickTime's in `udta`, the others where MP4 has the name of the handler.
  ...[`-metadata:s:a:${index}`, `title=${track.label}`, `-metadata:s:a:${index}`, `handler_name=${track.label}`],
  ...[`-disposition:a:${index}`, track.default ? 'default' : '0'],
];
