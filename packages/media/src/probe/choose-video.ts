import type { ProbeStream } from './probe-document.js';
import { positive, streamSeconds } from './probe-document.js';

export type VideoChoice = {
  video?: ProbeStream;
  /** The other video streams, without cover art and thumbnails. `track`: the position among the video streams, from 1. */
  leftOut: { track: number; stream: ProbeStream }[];
};

// To ffmpeg, cover art and timed thumbnails are video streams.
const isAttached = ({ disposition, nb_frames }: ProbeStream): boolean =>
  (disposition?.attached_pic === 1 && (positive(nb_frames) ?? 0) < 2) || disposition?.timed_thumbnails === 1;

/**
 * The stream that is the film. Length and area decide before flags: editors mark the wrong stream as default, and covers can be ordinary
 * streams that come first. A single picture is chosen only if there is nothing else.
 */
export const chooseVideo = (streams: readonly ProbeStream[]): VideoChoice => {
  const videos = streams.filter(({ codec_type }) => codec_type === 'video');
  const candidates = videos
    .map((stream, index) => ({ track: index + 1, stream }))
    .filter(({ stream }) => !isAttached(stream));
  const longest = Math.max(0, ...candidates.map(({ stream }) => streamSeconds(stream) ?? 0));
  const [first, ...leftOut] = candidates
    .map((candidate) => ({ ...candidate, rank: rankOf(candidate.stream, longest) }))
    .toSorted((a, b) => compare(b.rank, a.rank) || a.track - b.track)
    .map(({ track, stream }) => ({ track, stream }));
  return { ...(first && { video: first.stream }), leftOut: leftOut.toSorted((a, b) => a.track - b.track) };
};

/** Streams of a recording differ by a few frames. */
const SAME_LENGTH = 0.9;
/** Codecs of pictures, in which a stream of unknown length is probably a cover. */
const PICTURE_CODECS = new Set(['mjpeg', 'png', 'bmp', 'gif', 'tiff', 'webp']);

/** Compared from the first number to the last; more is better. */
const rankOf = (stream: ProbeStream, longest: number): number[] => {
  const { codec_name = '', width = 0, height = 0, disposition } = stream;
  const length = streamSeconds(stream) ?? (PICTURE_CODECS.has(codec_name) ? 0 : longest);
  return [
    Number(width > 0 && height > 0),
    Number(positive(stream.nb_frames) !== 1),
    Number(length >= SAME_LENGTH * longest),
    width * height,
    disposition?.default ?? 0,
  ];
};

const compare = (a: readonly number[], b: readonly number[]): number =>
  a.map((value, at) => value - (b[at] ?? 0)).find((difference) => difference !== 0) ?? 0;
