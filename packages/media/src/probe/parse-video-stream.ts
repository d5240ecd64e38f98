import {
  AppError,
  type FailureReason,
  type Fraction,
  type HdrTransfer,
  hasSquarePixels,
  UNKNOWN_CODEC,
  type VideoStream,
} from '@media/core';
import { MAX_PIXELS, TOO_LARGE_PICTURE } from '../argv/input-guards.js';
import { hdrPeak } from './hdr-peak.js';
import { type ProbeStream, positive, tagOf } from './probe-document.js';

/** Throws SOURCE_TOO_LARGE_PICTURE, SOURCE_UNSUPPORTED or SOURCE_DAMAGED if the size is unknown. */
export const parseVideoStream = (stream: ProbeStream, log: string): VideoStream => {
  const { width, height, cropped } = shownPart(stream);
  if (width <= 0 || height <= 0) throw sizeUnknown(stream, log);
  const declared = counterclockwiseDegrees(stream);
  const rotation = clockwise(declared);
  const sampleAspectRatio = fraction(stream.sample_aspect_ratio) ?? { num: 1, den: 1 };
  const hdr = hdrTransfer(stream.color_transfer);
  const codecTag = tagOf(stream);
  const frameCount = positive(stream.nb_frames);
  const seconds = positive(stream.duration);
  const bitrateBps = positive(stream.bit_rate);
  return {
    streamIndex: stream.index,
    codec: stream.codec_name ?? UNKNOWN_CODEC,
    ...(codecTag !== undefined && { codecTag }),
    ...(stream.profile !== undefined && { profile: stream.profile }),
    ...(stream.pix_fmt !== undefined && { pixelFormat: stream.pix_fmt }),
    ...(hasSeparateAlpha(stream) && { separateAlpha: true as const }),
    bitDepth: positive(stream.bits_per_raw_sample) ?? 8,
    codedWidth: width,
    codedHeight: height,
    ...(cropped && { cropped }),
    ...displayedSize({ width, height }, sampleAspectRatio, rotation),
    rotation,
    ...(!isRight(declared) && { tilt: Math.round(-declared) }),
    sampleAspectRatio,
    frameRate: fraction(stream.r_frame_rate) ?? { num: 25, den: 1 },
    averageFrameRate: fraction(stream.avg_frame_rate) ?? fraction(stream.r_frame_rate) ?? { num: 25, den: 1 },
    timeBase: fraction(stream.time_base) ?? { num: 1, den: 90_000 },
    ...(seconds !== undefined && { durationMs: Math.round(seconds * 1000) }),
    ...(frameCount !== undefined && { frameCount }),
    ...(bitrateBps !== undefined && { bitrateBps }),
    ...(stream.closed_captions === 1 && { closedCaptions: true as const }),
    interlaced: ['tt', 'bb', 'tb', 'bt'].includes(stream.field_order ?? ''),
    ...(stream.has_b_frames !== undefined && { reorderDepth: stream.has_b_frames }),
    ...(hdr && { hdr, ...hdrPeak(stream.side_data_list) }),
    ...dolbyVision(stream),
    ...(stream.color_space !== undefined && { colorSpace: stream.color_space }),
    ...(stream.color_transfer !== undefined && { colorTransfer: stream.color_transfer }),
    ...(stream.color_primaries !== undefined && { colorPrimaries: stream.color_primaries }),
    ...(stream.color_range !== undefined && { colorRange: stream.color_range }),
  };
};

/** The part of each frame that the container shows: Matroska's PixelCrop elements, and the clean aperture of MP4. */
const shownPart = ({
  width = 0,
  height = 0,
  side_data_list = [],
}: ProbeStream): { width: number; height: number; cropped?: true } => {
  const {
    crop_top = 0,
    crop_bottom = 0,
    crop_left = 0,
    crop_right = 0,
  } = side_data_list.find(({ side_data_type }) => side_data_type === 'Frame Cropping') ?? {};
  const part = { width: width - crop_left - crop_right, height: height - crop_top - crop_bottom };
  const isPart = part.width > 0 && part.height > 0 && (part.width < width || part.height < height);
  return isPart ? { ...part, cropped: true } : { width, height };
};

// Muxers other than WebM's write tags in upper case.
const hasSeparateAlpha = ({ tags = {} }: ProbeStream): boolean => (tags.alpha_mode ?? tags.ALPHA_MODE) === '1';

/** If a decoder rejects a frame as too large, only its log contains the size. Otherwise, the parameter sets are missing. */
const sizeUnknown = (stream: ProbeStream, log: string): AppError => {
  const { width, height } = TOO_LARGE_PICTURE.exec(log)?.groups ?? {};
  const codec = stream.codec_name;
  if (codec === undefined) return new AppError('SOURCE_UNSUPPORTED', { reason: codecUnknown(stream) });
  if (width === undefined) return new AppError('SOURCE_DAMAGED', { reason: sizeMissing(codec) });
  return new AppError('SOURCE_TOO_LARGE_PICTURE', {
    reason: { code: 'FRAMES_TOO_LARGE', width: Number(width), height: Number(height) } satisfies FailureReason,
    ...{ maxPixels: MAX_PIXELS, codec },
  });
};

const codecUnknown = (stream: ProbeStream): FailureReason => ({
  ...{ code: 'CODEC_UNSUPPORTED', codec: tagOf(stream) ?? UNKNOWN_CODEC, of: 'video' },
});

const sizeMissing = (codec: string): FailureReason => ({ code: 'VIDEO_SIZE_UNKNOWN', codec });

/** The size with square pixels. Like players, it changes the width and keeps the height. */
export const displayedSize = (coded: { width: number; height: number }, ratio: Fraction, rotation: number) => {
  const width = hasSquarePixels(ratio) ? coded.width : Math.max(1, Math.round((coded.width * ratio.num) / ratio.den));
  return rotation % 180 === 0 ? { width, height: coded.height } : { width: coded.height, height: width };
};

const counterclockwiseDegrees = ({ side_data_list = [], tags }: ProbeStream): number => {
  const matrix = side_data_list.find(({ rotation }) => rotation !== undefined)?.rotation;
  return (matrix ?? -Number.parseFloat(tags?.rotate ?? '0')) || 0;
};

/** Whether a rotation is a right angle or none, except for rounding. */
const isRight = (degrees: number): boolean => Math.abs(degrees - Math.round(degrees / 90) * 90) < 1;

/** ffprobe reports display matrices counterclockwise. Only right angles count. */
export const clockwise = (counterclockwise: number): number => {
  const turned = ((Math.round((-counterclockwise || 0) / 90) % 4) + 4) % 4;
  return isRight(counterclockwise) ? turned * 90 : 0;
};

export const hdrTransfer = (transfer: string | undefined): HdrTransfer | undefined => {
  if (transfer === 'smpte2084') return 'pq';
  return transfer === 'arib-std-b67' ? 'hlg' : undefined;
};

/** `30000/1001` or `40:33`; undefined for `0/0`, `0:1` and `N/A`. */
export const fraction = (text: string | undefined): Fraction | undefined => {
  const [num, den] = (text ?? '').split(/[/:]/).map(Number);
  return num !== undefined && den !== undefined && num > 0 && den > 0 ? { num, den } : undefined;
};

/**
 * In profile 5 (and 10.0 of AV1), no layer is compatible with other decoders. All other profiles have a base layer in HDR10, HLG or SDR,
 * as the stream's color tags say.
 */
const dolbyVision = ({ side_data_list = [] }: ProbeStream): Pick<VideoStream, 'dolbyVisionOnly'> => {
  const { dv_profile, dv_bl_signal_compatibility_id } =
    side_data_list.find(({ dv_profile }) => dv_profile !== undefined) ?? {};
  if (dv_profile === undefined) return {};
  const isOnly = dv_profile === 5 || (dv_profile === 10 && dv_bl_signal_compatibility_id === 0);
  return isOnly ? { dolbyVisionOnly: dv_profile } : {};
};
