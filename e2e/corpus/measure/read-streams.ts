import type { Interpretation } from './decode-video.ts';
import { runFfprobe } from './run-ffmpeg.ts';

export type VideoStream = {
  index: number;
  codec: string;
  /** As displayed: upright, with square pixels. */
  width: number;
  height: number;
  /** As the container declares; undefined if it doesn't. */
  seconds?: number;
  interpretation: Interpretation;
  /** Whether a tone curve is needed to show it on an SDR screen. */
  hdr: boolean;
};

export type AudioStream = { codec: string; channels: number; language?: string };

export type Streams = { videos: VideoStream[]; audios: AudioStream[] };

type Probed = {
  index: number;
  codec_type: string;
  codec_name?: string;
  width?: number;
  height?: number;
  duration?: string;
  channels?: number;
  pix_fmt?: string;
  sample_aspect_ratio?: string;
  color_space?: string;
  color_range?: string;
  color_transfer?: string;
  side_data_list?: { rotation?: number }[];
  tags?: Record<string, string>;
  disposition?: { attached_pic?: number };
};

const ratio = (text: string | undefined): number => {
  const [num = 1, den = 1] = (text ?? '1:1').split(':').map(Number);
  return num > 0 && den > 0 ? num / den : 1;
};

const displayed = (stream: Probed): { width: number; height: number } => {
  const { width: stored = 0, height = 0 } = stream;
  const exact = stored * ratio(stream.sample_aspect_ratio);
  // A difference of less than a pixel is what encoders store after rounding a width: 854 × 480 as 16:9 has 1280:1281.
  const width = Math.abs(exact - stored) < 1 ? stored : Math.round(exact);
  const rotation = stream.side_data_list?.find((data) => data.rotation !== undefined)?.rotation;
  const turned = Math.abs(rotation ?? Number(stream.tags?.rotate ?? 0)) % 180 === 90;
  return turned ? { width: height, height: width } : { width, height };
};

/** Matroska has a tag instead, such as 00:00:05.040000000. */
const lengthOf = ({ duration, tags }: Probed): { seconds?: number } => {
  const seconds = Number(
    duration ?? (tags?.DURATION ?? '').split(':').reduce((sum, part) => 60 * sum + Number(part), 0),
  );
  return seconds > 0 ? { seconds } : {};
};

const MATRICES: Record<string, Interpretation['matrix']> = {
  ...{ bt709: '709', bt470bg: '470bg', smpte170m: '170m', bt2020nc: '2020_ncl', gbr: 'gbr' },
};

/** JPEG is always BT.601 in full range (JFIF). Untagged video is BT.709 from 720 lines on, and BT.601 below. */
const interpret = (stream: Probed): Interpretation => {
  const { pix_fmt = '', codec_name = '', color_space = '', height = 0 } = stream;
  const alphaDecoder =
    stream.tags?.alpha_mode === '1' && { vp8: 'libvpx' as const, vp9: 'libvpx-vp9' as const }[codec_name];
  const isRgb = /^(?:gbr|rgb|bgr|argb|abgr|pal8|[rb]gb)/.test(pix_fmt);
  const matrix = codec_name === 'mjpeg' ? '470bg' : (MATRICES[color_space] ?? (height >= 720 ? '709' : '170m'));
  return {
    matrix: isRgb ? 'gbr' : matrix,
    range: isRgb || pix_fmt.startsWith('yuvj') || stream.color_range === 'pc' ? 'full' : 'limited',
    ...(alphaDecoder && { alphaDecoder }),
  };
};

/** The streams of a file as ffprobe finds them; undefined if it can't open the file. Cover images don't count as video. */
export const readStreams = async (file: string): Promise<Streams | undefined> => {
  const probed = await runFfprobe<{ streams?: Probed[] }>(file, '-show_streams');
  if (!probed?.streams) return undefined;
  const ofType = (type: string) => (probed.streams ?? []).filter(({ codec_type }) => codec_type === type);
  return {
    videos: ofType('video')
      .filter(({ disposition }) => !disposition?.attached_pic)
      .map((stream) => ({
        ...{ index: stream.index, codec: stream.codec_name ?? 'unknown', ...displayed(stream), ...lengthOf(stream) },
        interpretation: interpret(stream),
        hdr: ['smpte2084', 'arib-std-b67'].includes(stream.color_transfer ?? ''),
      })),
    audios: ofType('audio').map(({ codec_name = 'unknown', channels = 0, tags }) => ({
      ...{ codec: codec_name, channels },
      ...(tags?.language && { language: tags.language }),
    })),
  };
};
