import type { SourceProbe } from '@media/core';
import { GLOBAL_GUARDS, guardedInput } from '../argv/input-guards.js';

// Containers with an index of their own: a seek lands on the key frame it asked for.
const INDEXED = new Set(['mov', 'mp4', 'matroska', 'webm']);
const MP4_VIDEO = new Set(['h264', 'hevc', 'av1', 'vp9', 'mpeg4', 'mpeg2video', 'mpeg1video', 'mjpeg']);
const MP4_AUDIO = new Set(['aac', 'mp3', 'mp2', 'ac3', 'eac3', 'opus', 'flac', 'alac', 'dts', 'vorbis']);
// ffprobe: "Estimating duration from bitrate, this may be inaccurate".
const ESTIMATED = new Set(['aac', 'ac3', 'eac3', 'mp3', 'mpegts']);
// Matroska has no place for these; they are read from the start, in one chunk.
const UNCOPYABLE = new Set(['gif']);

export const isSeekable = (container: string): boolean => container.split(',').some((name) => INDEXED.has(name));

/**
 * Whether the source must be copied into an indexed container first. In MPEG-TS, AVI and their like a seek lands mid-group
 * and silently loses frames, and presentation times may be missing; bare streams of audio only guess at their length, and
 * what a browser recorded says nothing of it: the copy does.
 */
export const needsNormalising = ({ container, durationMs, video, audios }: SourceProbe): boolean => {
  if (video) return (!isSeekable(container) || durationMs === 0) && !UNCOPYABLE.has(video.codec);
  if (durationMs === 0) return true;
  return ESTIMATED.has(container) && audios.every(({ codec }) => MP4_AUDIO.has(codec));
};

export type NormalisedContainer = 'mp4' | 'matroska';

/** MP4 where it can hold the codecs, for its exact times; else Matroska, which rounds them to milliseconds. */
export const normalisedContainer = ({ video, audios }: SourceProbe): NormalisedContainer =>
  (video === undefined || MP4_VIDEO.has(video.codec)) && audios.every(({ codec }) => MP4_AUDIO.has(codec))
    ? 'mp4'
    : 'matroska';

/** Argv that copies the first video stream and all audio into an indexed container; nothing is decoded, and the same source gives the same bytes. */
export const normaliseArgs = (input: string, probe: SourceProbe, output: string): string[] => [
  ...GLOBAL_GUARDS,
  ...['-fflags', '+genpts'],
  ...guardedInput(input),
  ...(probe.video ? ['-map', `0:${probe.video.streamIndex}`] : []),
  ...probe.audios.flatMap(({ streamIndex }) => ['-map', `0:${streamIndex}`]),
  ...['-c', 'copy', '-map_chapters', '-1', ...unpackedFrames(probe)],
  // Else Matroska gets a random number, and another job of the same source would not know its plan again.
  ...['-max_muxing_queue_size', '4096', '-fflags', '+bitexact'],
  ...['-f', normalisedContainer(probe), `file:${output}`],
];

// DivX in AVI packs two frames into one packet; no other container allows that.
const unpackedFrames = ({ container, video }: SourceProbe): string[] =>
  container === 'avi' && video?.codec === 'mpeg4' ? ['-bsf:v', 'mpeg4_unpack_bframes'] : [];
