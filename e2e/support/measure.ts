import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

export type Measured = {
  width: number;
  height: number;
  frames: number;
  /** Of the video stream; 0 without one. */
  videoSeconds: number;
  /** Of the longest stream. */
  durationSeconds: number;
  hasAudio: boolean;
};

type Document = {
  streams: { codec_type: string; width?: number; height?: number; nb_read_packets?: string; duration?: string }[];
  format: { duration?: string };
};

/** Measures a file with ffprobe. Frames are counted packet by packet, not read from a header. */
export const measure = async (file: string): Promise<Measured> => {
  const entries = 'stream=codec_type,width,height,nb_read_packets,duration:format=duration';
  const args = ['-v', 'error', '-count_packets', '-show_entries', entries, '-of', 'json', file];
  const { stdout } = await run('ffprobe', args);
  const { streams, format } = JSON.parse(stdout) as Document;
  const video = streams.find(({ codec_type }) => codec_type === 'video');
  return {
    width: video?.width ?? 0,
    height: video?.height ?? 0,
    frames: Number(video?.nb_read_packets ?? 0),
    videoSeconds: Number(video?.duration ?? 0),
    durationSeconds: Number(format.duration ?? 0),
    hasAudio: streams.some(({ codec_type }) => codec_type === 'audio'),
  };
};

/** The number of frames that a decoder outputs. Fails on stream errors. */
export const decodeFrames = async (file: string): Promise<number> => {
  const args = ['-v', 'error', '-xerror', '-i', file, '-map', '0:v:0', '-fps_mode', 'passthrough'];
  const { stdout } = await run('ffmpeg', [...args, '-progress', 'pipe:1', '-f', 'null', '-']);
  return Number([...stdout.matchAll(/^frame=(\d+)$/gm)].at(-1)?.[1] ?? 0);
};
