import type { SourceProbe, VideoStream } from '@media/core';
import { GLOBAL_GUARDS, guardedInput } from '../argv/input-guards.js';

export type VideoSource = SourceProbe & { video: VideoStream };

/** Where frames are sampled, as shares of the duration. */
const PLACES = [0, 0.2, 0.4, 0.6, 0.8, 0.95];
const FRAMES_PER_PLACE = 8;
/** In a shorter video, the places would overlap. */
const SHORT_MS = 4000;
/** All frames of a short video at up to 60 frames per second. */
const SHORT_FRAMES = 240;

const isShort = ({ seekable, durationMs }: SourceProbe): boolean => seekable && durationMs < SHORT_MS;

/** Seconds from the start of the file. */
const placesOf = ({ seekable, durationMs }: SourceProbe): number[] =>
  seekable && durationMs >= SHORT_MS ? PLACES.map((share) => (share * durationMs) / 1000) : [0];

/** ffprobe argv for the decoded frames at a few places of the video, as JSON. */
export const frameSampleArgs = (input: string, source: VideoSource): string[] => [
  ...['-v', 'error', '-select_streams', String(source.video.streamIndex), '-of', 'json'],
  '-read_intervals',
  placesOf(source)
    .map(
      (seconds) =>
        `${(source.startSeconds + seconds).toFixed(3)}%+#${isShort(source) ? SHORT_FRAMES : FRAMES_PER_PLACE}`,
    )
    .join(','),
  ...['-show_frames', '-show_entries', FRAME_FIELDS],
  ...guardedInput(input),
];

const FRAME_FIELDS =
  'frame=pts_time,width,height,pix_fmt,sample_aspect_ratio,interlaced_frame,color_range,color_space,color_primaries,color_transfer:frame_side_data';

/** ffprobe argv for all key frames, as JSON. */
export const keyFrameArgs = (input: string, streamIndex: number): string[] => [
  ...['-v', 'error', '-skip_frame', 'nokey', '-select_streams', String(streamIndex), '-of', 'json=compact=1'],
  ...['-show_frames', '-show_entries', KEY_FRAME_FIELDS],
  ...guardedInput(input),
];

const KEY_FRAME_FIELDS =
  'frame=pts_time,width,height,pix_fmt,sample_aspect_ratio,color_range,color_space,color_primaries,color_transfer:frame_side_data=rotation';

/**
 * At the default of 1.04, patterns that move in one direction count as interlaced. Real fields differ by more than twice as much from the
 * fields of the wrong neighbor.
 */
const THRESHOLD = 1.5;

/** The metadata that says of a frame whether it is `tff`, `bff`, `progressive` or `undetermined`. */
export const FIELD_KEY = 'lavfi.idet.single.current_frame';

/**
 * Argv that compares the fields of frames at the same places. `list`: a file that gets a line `FIELD_KEY=kind` per frame. An output per kind
 * would be simpler, but ffmpeg 7 fails if one of them stays empty.
 */
export const fieldSampleArgs = (input: string, source: VideoSource, list: string): string[] => {
  const places = placesOf(source);
  const samples = places.map(
    (_, place) =>
      `[${place}:${source.video.streamIndex}]trim=end_frame=${FRAMES_PER_PLACE},setpts=PTS-STARTPTS,idet=intl_thres=${THRESHOLD}[p${place}]`,
  );
  const joined = `${places.map((_, place) => `[p${place}]`).join('')}concat=n=${places.length}:unsafe=1`;
  const printed = `metadata=mode=print:key=${FIELD_KEY}:file=${escapeOption(list)}[fields]`;
  return [
    ...GLOBAL_GUARDS,
    ...places.flatMap((seconds) => [
      ...['-noaccurate_seek', '-threads', '1', '-reinit_filter', '0'],
      ...(seconds === 0 ? [] : ['-ss', seconds.toFixed(3)]),
      ...guardedInput(input),
    ]),
    ...['-filter_complex', [...samples, `${joined},${printed}`].join(';')],
    ...['-map', '[fields]', '-fps_mode', 'passthrough', '-c:v', 'wrapped_avframe', '-f', 'null', '-'],
  ];
};

/** For an option's value, and then for the filter graph around it (ffmpeg-utils, "Quoting and escaping"). */
const escapeOption = (value: string): string => value.replaceAll(/[\\':]/g, '\\$&').replaceAll(/[\\'[\],;]/g, '\\$&');
