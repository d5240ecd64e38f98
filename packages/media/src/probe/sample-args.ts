import type { SourceProbe, VideoStream } from '@media/core';
import { guardedInput } from '../argv/input-guards.js';

export type VideoSource = SourceProbe & { video: VideoStream };

/** Where frames are sampled, as shares of the duration. */
const PLACES = [0, 0.2, 0.4, 0.6, 0.8, 0.95];
export const FRAMES_PER_PLACE = 8;
/** In a shorter video, the places would overlap. */
const SHORT_MS = 4000;
/** All frames of a short video at up to 60 frames per second. */
const SHORT_FRAMES = 240;

const isShort = ({ seekable, durationMs }: SourceProbe): boolean => seekable && durationMs < SHORT_MS;

/** Seconds from the start of the file. */
export const placesOf = ({ seekable, durationMs }: SourceProbe): number[] =>
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
