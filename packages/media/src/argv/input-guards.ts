import { PLAN_LIMITS } from '@media/core';

/**
 * Demuxers a source may be read with. All that name other files (hls, dash, concat, …), read pictures (image2, …) or
 * subtitles are left out: a hundred bytes of playlist named .mp4 would otherwise open any file of the worker.
 */
const FORMATS = [
  ...['mov', 'matroska', 'avi', 'flv', 'live_flv', 'mpegts', 'mpeg', 'asf', 'ogg', 'mxf', 'gif', 'dv'],
  ...['wav', 'w64', 'mp3', 'flac', 'aac', 'aiff', 'caf', 'ac3', 'eac3', 'amr'],
];

/** The largest frame that is decoded, in pixels: 8192 x 4320 fits, a decompression bomb does not. */
export const MAX_PIXELS = PLAN_LIMITS.maxPixels;

/**
 * What decoders say of a larger one: "exceeds specified max pixel count", or "is invalid" where even FFmpeg's own limit is
 * exceeded. The latter is said of a size of 0 too.
 */
export const TOO_LARGE_PICTURE =
  /Picture size (?<width>[1-9]\d*)x(?<height>[1-9]\d*) (?:is invalid|exceeds specified max pixel count)/i;

/** Input options that stand before every `-i`, for ffmpeg and ffprobe alike, and the input itself. */
export const guardedInput = (path: string): string[] => [
  ...['-protocol_whitelist', 'file', '-format_whitelist', FORMATS.join(',')],
  ...['-max_streams', '64', '-probesize', '20000000', '-analyzeduration', '20000000'],
  ...['-max_pixels', String(MAX_PIXELS)],
  // `file:` keeps a path that looks like a protocol or an option what it is: a path.
  ...['-i', `file:${path}`],
];

/** Global options of every ffmpeg call; what concerns running (progress, log level) is added by the runner. */
export const GLOBAL_GUARDS = ['-nostdin', '-max_alloc', '1073741824'] as const;
