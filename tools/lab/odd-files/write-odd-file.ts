import { execFile } from 'node:child_process';
import { appendFile, readFile, rm, stat, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { argvOf, type OddFile } from './odd-file.ts';

const run = promisify(execFile);

const KEPT_SHARE = 0.7;

/** Whether ffmpeg could write it and recognizes its tracks again. If not, nothing remains in `dir`. */
export const writeOddFile = async (file: OddFile, dir: string): Promise<boolean> => {
  const path = join(dir, file.name);
  try {
    await run('ffmpeg', argvOf(file, path), { timeout: 60_000 });
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

/** Some muxers store any codec as private data that nobody can read. */
const isRecognized = async ({ video, audio }: OddFile, path: string): Promise<boolean> => {
  const args = ['-v', 'quiet', '-show_entries', 'stream=codec_type,codec_name', '-of', 'csv=p=0', path];
  const { stdout } = await run('ffprobe', args);
  const types = stdout
    .trim()
    .split('\n')
    .map((line) => line.split(','))
    .filter(([codec]) => codec !== 'unknown')
    .map(([, type]) => type);
  return types.includes('video') === Boolean(video) && types.includes('audio') === Boolean(audio);
};
