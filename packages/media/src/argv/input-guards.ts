import { type FilterFacts, PLAN_LIMITS, type SourceProbe } from '@media/core';

/**
 * Demuxers allowed for sources. Excluded are all that open other files (hls, dash, concat, …) or read images (image2, …) or subtitles:
 * otherwise a tiny playlist named .mp4 could open any file of the worker.
 */
const FORMATS = [
  ...['mov', 'matroska', 'avi', 'flv', 'live_flv', 'mpegts', 'mpeg', 'asf', 'ogg', 'mxf', 'gif', 'dv'],
  ...['wav', 'w64', 'mp3', 'flac', 'aac', 'aiff', 'caf', 'ac3', 'eac3', 'amr'],
];

/** The largest frame to decode, in pixels: 8192x4320 fits, a decompression bomb doesn't. */
export const MAX_PIXELS = PLAN_LIMITS.maxPixels;

/**
 * How decoders report a larger frame: "exceeds specified max pixel count", or "is invalid" above FFmpeg's own limit. A size of 0 is also
 * reported as invalid, so the pattern excludes it.
 */
export const TOO_LARGE_PICTURE =
  /Picture size (?<width>[1-9]\d*)x(?<height>[1-9]\d*) (?:is invalid|exceeds specified max pixel count)/i;

/** Options before every `-i` of ffmpeg and ffprobe, and the input itself. */
export const guardedInput = (path: string): string[] =>
  // With `file:`, a path that looks like a protocol or an option is still a path.
  guarded('file', `file:${path}`);

/** Demuxers of single pictures, which recognize them by their content. */
const PICTURES = ['jpeg_pipe', 'png_pipe', 'webp_pipe'];

/** As `guardedInput`, for a picture. */
export const guardedPicture = (path: string): string[] => [
  ...['-protocol_whitelist', 'file', '-format_whitelist', PICTURES.join(',')],
  ...['-max_pixels', String(MAX_PIXELS), '-i', `file:${path}`],
];

/** By default, the demuxer of MPEG-TS takes a damaged section of 64 kB for the end of the file. In bytes. */
const RESYNC = ['-resync_size', String(2 ** 31 - 1)];

/** For MPEG-TS whose tables give tracks other numbers in the middle of the file: the tracks continue. */
export const JOINING = ['-merge_pmt_versions', '1'];

/** As `guardedInput`, for a source whose container is known: ffmpeg fails if another demuxer gets these options. */
export const guardedSource = (
  path: string,
  { container, joinsTracks }: Pick<SourceProbe, 'container' | 'joinsTracks'>,
  headBytes?: number,
): string[] => [
  ...(container === 'mpegts' ? RESYNC : []),
  ...(joinsTracks ? JOINING : []),
  ...guarded('file', `file:${path}`, headBytes),
];

/** As `guardedInput`, but only this many bytes are read to find out what the file contains. */
export const guardedHead = (path: string, headBytes: number): string[] => guarded('file', `file:${path}`, headBytes);

/** Enough to find all tracks of usual files. */
const HEAD_BYTES = 20_000_000;

/** As `guardedInput`, for the bytes of a file from `start` up to `end`. */
export const guardedRange = (path: string, { start, end }: { start: number; end: number }): string[] =>
  guarded('file,subfile', `subfile,,start,${start},end,${end},,:file:${path}`);

const guarded = (protocols: string, url: string, headBytes = HEAD_BYTES): string[] => [
  ...['-protocol_whitelist', protocols, '-format_whitelist', FORMATS.join(',')],
  ...['-max_streams', '64', '-probesize', String(headBytes), '-analyzeduration', '20000000'],
  ...['-max_pixels', String(MAX_PIXELS)],
  ...['-i', url],
];

/**
 * Options before an input whose video is decoded. If frames change in size, ffmpeg would by default build new filters then, and frames inside
 * of the old ones would be lost. With `-reinit_filter 0`, the first filter must accept every frame.
 */
export const decodingOptions = ({
  streamIndex,
  decoder,
  refit,
  tilted,
}: Pick<FilterFacts, 'decoder' | 'refit' | 'tilted'> & { streamIndex: number }): string[] => [
  ...(decoder ? [`-c:${streamIndex}`, decoder] : []),
  ...(refit ? ['-reinit_filter', '0'] : []),
  // Versions differ in how long a frame's rotation applies.
  ...(tilted || refit?.some(({ rotation }) => rotation !== 0) ? ['-noautorotate'] : []),
];

/** Before an input in MP4, whose demuxer alone has this option. */
export const IGNORE_EDITS = ['-ignore_editlist', '1'] as const;

/** Global options of every ffmpeg call. The runner adds progress and log options. */
export const GLOBAL_GUARDS = ['-nostdin', '-max_alloc', '1073741824'] as const;
