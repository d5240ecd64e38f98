import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { audioSeconds } from '../support/measure.ts';

const run = promisify(execFile);

/**
 * A source as viewers see it, according to ffprobe: rotated upright, with square pixels, from the first frame (or earlier
 * audio) to the end of the last frame.
 */
export type Expected = {
  video?: { width: number; height: number; frames: number; seconds: number; frameSeconds: number };
  audioSeconds?: number;
};

type Stream = {
  codec_type: string;
  width?: number;
  height?: number;
  sample_aspect_ratio?: string;
  side_data_list?: { rotation?: number }[];
  tags?: { rotate?: string };
  disposition?: { attached_pic?: number };
  index: number;
  start_time?: string;
};

const ratio = (text: string | undefined): number => {
  const [num = 1, den = 1] = (text ?? '1:1').split(':').map(Number);
  return num > 0 && den > 0 ? num / den : 1;
};

const displayed = (stream: Stream): { width: number; height: number } => {
  const width = Math.round((stream.width ?? 0) * ratio(stream.sample_aspect_ratio));
  const height = stream.height ?? 0;
  const rotation =
    stream.side_data_list?.find((data) => data.rotation !== undefined)?.rotation ?? Number(stream.tags?.rotate ?? 0);
  return Math.abs(rotation) % 180 === 90 ? { width: height, height: width } : { width, height };
};

/** Times of the frames that a player shows, without packets that an edit list discards. */
const frameTimes = async (file: string, index: number): Promise<{ pts: number[]; last: number }> => {
  const args = [
    '-v',
    'error',
    '-select_streams',
    String(index),
    '-show_entries',
    'packet=pts_time,duration_time,flags',
  ];
  const { stdout } = await run('ffprobe', [...args, '-of', 'csv=p=0', file], { maxBuffer: 64 * 1024 * 1024 });
  const shown = stdout
    .split('\n')
    .map((line) => line.split(','))
    .filter(([pts, , flags]) => pts && pts !== 'N/A' && !flags?.includes('D'));
  const pts = shown.map(([time]) => Number(time)).sort((a, b) => a - b);
  return { pts, last: Number(shown.at(-1)?.[1] ?? 0) || 0 };
};

/** The number of decodable frames. Frames before the first key frame are in the file but can't be decoded. */
const decodable = async (file: string, index: number, frames: number): Promise<number> => {
  const entries = ['-select_streams', String(index), '-count_frames', '-show_entries', 'stream=nb_read_frames'];
  const { stdout } = await run('ffprobe', ['-v', 'quiet', ...entries, '-of', 'csv=p=0', file]);
  const decoded = Number.parseInt(stdout, 10);
  return decoded > 0 && decoded < frames ? decoded : frames;
};

/** 1024 samples at 44.1 kHz, plus the rounding error of containers with millisecond timestamps. */
const AAC_FRAME_SECONDS = 1024 / 44_100 + 0.001;

export const expected = async (file: string): Promise<Expected> => {
  const probed = await run('ffprobe', ['-v', 'quiet', '-show_streams', '-of', 'json', file]).catch(() => undefined);
  if (!probed) return {};
  const { streams = [] } = JSON.parse(probed.stdout) as { streams?: Stream[] };
  const video = streams.find((stream) => stream.codec_type === 'video' && !stream.disposition?.attached_pic);
  const audio = streams.find((stream) => stream.codec_type === 'audio');
  if (!video) return audio ? { audioSeconds: await audioSeconds(file) } : {};
  const { pts, last } = await frameTimes(file, video.index);
  const first = pts[0] ?? 0;
  const length = pts.length > 0 ? (pts.at(-1) ?? 0) - first + last : 0;
  // The video starts with audio that precedes the first frame. A single AAC frame is just encoder padding.
  const before = Math.max(0, first - Number(audio?.start_time ?? first) || 0);
  const lead = before <= AAC_FRAME_SECONDS ? 0 : before;
  return {
    video: {
      ...displayed(video),
      frames: await decodable(file, video.index, pts.length),
      seconds: lead + length,
      frameSeconds: pts.length > 1 ? length / pts.length : 0.04,
    },
  };
};
