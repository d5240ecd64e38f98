import { AppError } from '@media/core';

/** The parts of `ffprobe -of json` that we read. All can be missing. */
export type ProbeDocument = {
  format?: { format_name?: string; duration?: string; size?: string; start_time?: string };
  streams?: ProbeStream[];
  chapters?: ProbeChapter[];
};

export type ProbeChapter = { start_time?: string; end_time?: string; tags?: Record<string, string> };

export type ProbeStream = {
  index: number;
  codec_type?: string;
  codec_name?: string;
  codec_tag_string?: string;
  profile?: string;
  pix_fmt?: string;
  bits_per_raw_sample?: string;
  width?: number;
  height?: number;
  coded_width?: number;
  coded_height?: number;
  sample_aspect_ratio?: string;
  r_frame_rate?: string;
  avg_frame_rate?: string;
  time_base?: string;
  has_b_frames?: number;
  nb_frames?: string;
  bit_rate?: string;
  field_order?: string;
  color_space?: string;
  color_transfer?: string;
  color_primaries?: string;
  color_range?: string;
  start_time?: string;
  duration?: string;
  channels?: number;
  channel_layout?: string;
  sample_rate?: string;
  sample_fmt?: string;
  closed_captions?: number;
  disposition?: Record<string, number>;
  tags?: Record<string, string>;
  side_data_list?: SideData[];
};

export type SideData = {
  side_data_type?: string;
  rotation?: number;
  /** A fraction, in cd/m². */
  max_luminance?: string;
  max_content?: number;
  /** Pixels that aren't shown. Only ffmpeg 7.1 and newer report cropping by the container, and apply it. */
  crop_top?: number;
  crop_bottom?: number;
  crop_left?: number;
  crop_right?: number;
  dv_profile?: number;
  dv_bl_signal_compatibility_id?: number;
};

export const readDocument = (json: string): ProbeDocument => {
  try {
    return JSON.parse(json) as ProbeDocument;
  } catch (cause) {
    throw new AppError('SOURCE_NOT_MEDIA', { reason: 'invalid JSON from ffprobe' }, { cause });
  }
};

/** The codec's name in the file. Not all containers have one. */
export const tagOf = ({ codec_tag_string: tag = '' }: ProbeStream): string | undefined =>
  /^[\w ./-]+$/.test(tag.trim()) ? tag.trim() : undefined;

/** A number above zero, or undefined: ffprobe writes `N/A` or `0` for unknown values. */
export const positive = (text: string | undefined): number | undefined => {
  const value = Number.parseFloat(text ?? '');
  return Number.isFinite(value) && value > 0 ? value : undefined;
};

/** The duration of a stream. Matroska has it in a tag, such as `00:01:02.500000000`. */
export const streamSeconds = ({ duration, tags }: ProbeStream): number | undefined => {
  const [hours, minutes, rest] = (tags?.DURATION ?? '').split(':').map(Number);
  const tagged = (hours ?? 0) * 3600 + (minutes ?? 0) * 60 + (rest ?? 0);
  return positive(duration) ?? (tagged > 0 ? tagged : undefined);
};
