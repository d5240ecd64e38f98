import { type AudioTrack, languageCode, type VideoPlan } from '@media/core';
import { languageRoom } from '../download/language-box.js';
import { frameDuration, type TimedFrame } from './frame-duration.js';
import { GLOBAL_GUARDS, guardedInput } from './input-guards.js';

/** The last packet of a rendition with `frameCount` frames that ends at `endTicks`. Only with variable frame rates, where the demuxer drops its duration. */
export const lastFrameOf = (
  { chunks }: Pick<VideoPlan, 'chunks'>,
  frameCount: number,
  endTicks: number,
): TimedFrame | undefined => {
  const ticks = chunks.at(-1)?.lastFrameTicks;
  return ticks === undefined ? undefined : { index: frameCount - 1, ticks, endTicks };
};

export type RemuxInputs = {
  /** The chunks of a rendition in one file, with a single init segment at its start. */
  video: string;
  /** Start of that file according to ffprobe: its demuxer delays our first frame by this much. */
  videoDelaySeconds: number;
  lastFrame?: TimedFrame | undefined;
  audios: readonly { path: string; track: AudioTrack }[];
};

/** Argv that remuxes encoded video and audio into an MP4 that plays while it loads. `writeLanguages` completes the file. */
export const remuxArgs = ({ video, videoDelaySeconds, lastFrame, audios }: RemuxInputs, output: string): string[] => [
  ...GLOBAL_GUARDS,
  // Without copyts, each input is shifted to zero separately, and audio is late by the encoder delay.
  ...['-copyts', '-itsoffset', (-videoDelaySeconds).toFixed(6)],
  ...guardedInput(video),
  ...audios.flatMap(({ path }) => guardedInput(path)),
  ...['-map', '0:v:0', ...audios.flatMap((_, index) => ['-map', `${index + 1}:a:0`])],
  ...(lastFrame ? ['-bsf:v', frameDuration(lastFrame)] : []),
  ...['-map_metadata', '-1', '-c', 'copy', ...audios.flatMap(({ track }, index) => describe(track, index))],
  ...['-f', 'mp4', '-movflags', '+faststart', `file:${output}`],
];

/**
 * Argv that remuxes an encoded audio track into an M4A. `endSeconds` cuts off silence that only a video needs. `writeLanguages` completes
 * the file.
 */
export const m4aArgs = (audio: string, track: AudioTrack, output: string, endSeconds?: number): string[] => [
  ...GLOBAL_GUARDS,
  '-copyts',
  ...guardedInput(audio),
  ...['-map', '0:a:0', '-map_metadata', '-1', '-c', 'copy', ...describe(track, 0)],
  ...(endSeconds === undefined ? [] : ['-t', endSeconds.toFixed(6)]),
  ...['-f', 'ipod', '-movflags', '+faststart', `file:${output}`],
];

const describe = (track: AudioTrack, index: number): string[] => {
  const language = languageCode(track.language);
  return [
    ...(language === undefined ? [] : [`-metadata:s:a:${index}`, `language=${language}`]),
    // QuickTime reads the title from `udta`; other players read the handler name.
    ...[`-metadata:s:a:${index}`, `title=${track.label}`],
    ...[`-metadata:s:a:${index}`, `handler_name=${track.label}${languageRoom(track.language)}`],
    ...[`-disposition:a:${index}`, track.default ? 'default' : '0'],
  ];
};
