import { execFile } from 'node:child_process';
import { appendFile, readFile, rm, stat, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { EARLY_END_SECONDS, MARKER_SECONDS } from './marker-graphs.ts';
import { argvOf, type OddFile } from './odd-file.ts';

const run = promisify(execFile);

const KEPT_SHARE = 0.7;

/** An encoder that waits for its own threads after an error in the muxer (SVT-AV1) ignores SIGTERM. */
const LIMITS = { timeout: 60_000, killSignal: 'SIGKILL' as const };

/** Whether ffmpeg could write it and decodes its tracks and reads their times back. If not, nothing remains in `dir`. */
export const writeOddFile = async (file: OddFile, dir: string): Promise<boolean> => {
  const codecs = [file.video?.codec, file.audio?.codec];
  if (codecs.some((codec) => codec?.notIn?.includes(file.container.muxer))) return false;
  const path = join(dir, file.name);
  try {
    await run('ffmpeg', argvOf(file, path), LIMITS);
    if (!(await isRecognized(file, path))) throw new Error('a track got lost');
  } catch {
    await rm(path, { force: true });
    return false;
  }
  const { size } = await stat(path);
  if (file.fault === 'restart') await appendFile(path, await readFile(path));
  if (file.fault === 'truncated') await truncate(path, Math.round(size * KEPT_SHARE));
  return size > 0;
};

/** How far the end of a track can be from where it was meant to be: codecs and muxers add and drop frames. */
const END_TOLERANCE_SECONDS = 0.7;

type Probed = {
  streams: { index: number; codec_type: string; nb_read_frames?: string }[];
  packets: { stream_index: number; pts_time?: string; duration_time?: string }[];
};

/**
 * Some muxers store any codec as private data that nobody can read, lose what it is (AVI) or where its packets begin (W64), or lose their
 * times.
 */
const isRecognized = async (file: OddFile, path: string): Promise<boolean> => {
  const entries = 'stream=index,codec_type,nb_read_frames:packet=stream_index,pts_time,duration_time';
  const { stdout } = await run(
    'ffprobe',
    ['-v', 'quiet', '-count_frames', '-show_entries', entries, '-of', 'json', path],
    { maxBuffer: 64 * 1024 * 1024 },
  );
  const { streams, packets } = JSON.parse(stdout) as Probed;
  const known = streams.filter(({ nb_read_frames }) => Number(nb_read_frames) > 0);
  const has = (type: string) => known.some(({ codec_type }) => codec_type === type);
  if (has('video') !== Boolean(file.video) || has('audio') !== Boolean(file.audio)) return false;
  // Not all containers have times.
  const timed = packets.flatMap(({ stream_index, pts_time, duration_time = '0' }) =>
    pts_time === undefined
      ? []
      : { stream: stream_index, start: Number(pts_time), end: Number(pts_time) + Number(duration_time) },
  );
  const start = Math.min(...timed.map((packet) => packet.start));
  return known.every(({ index, codec_type }) => {
    const ends = timed.filter(({ stream }) => stream === index).map(({ end }) => end);
    const late = Math.max(...ends) - start - endOf(file, codec_type);
    return ends.length === 0 || Math.abs(late) < END_TOLERANCE_SECONDS;
  });
};

const endOf = ({ fault }: OddFile, type: string): number =>
  (fault === 'earlyVideoEnd' && type === 'video') || (fault === 'earlyAudioEnd' && type === 'audio')
    ? EARLY_END_SECONDS
    : MARKER_SECONDS;
