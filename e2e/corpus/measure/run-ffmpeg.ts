import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { promisify } from 'node:util';

const run = promisify(execFile);

// -nostdin: ffmpeg would otherwise read the terminal. nolevel: log lines without a level prefix, in all versions.
const QUIET = ['-hide_banner', '-nostdin', '-nostats', '-loglevel', 'info'];

export type FfmpegRun = { exitCode: number; log: string };

/** Runs ffmpeg, passes what it writes to stdout on as it comes, and returns its log. Doesn't throw if ffmpeg fails. */
export const runFfmpeg = async (args: readonly string[], onData?: (bytes: Buffer) => void): Promise<FfmpegRun> => {
  const child = spawn('ffmpeg', [...QUIET, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const log: string[] = [];
  child.stderr.setEncoding('utf8').on('data', (text: string) => log.push(text));
  child.stdout.on('data', onData ?? (() => undefined));
  const [code] = (await once(child, 'close')) as [number | null];
  return { exitCode: code ?? 1, log: log.join('') };
};

/** What ffprobe prints as JSON; undefined if it can't open the file. */
export const runFfprobe = async <T>(file: string, ...options: string[]): Promise<T | undefined> => {
  const args = ['-v', 'quiet', ...options, '-of', 'json', file];
  const found = await run('ffprobe', args, { maxBuffer: 512 * 1024 * 1024 }).catch(() => undefined);
  return found && (JSON.parse(found.stdout) as T);
};
