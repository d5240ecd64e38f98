import { AppError } from '@media/core';
import { createProgressReader, type Progress } from './progress.js';
import { runInSpan } from './run-in-span.js';
import type { Call, Confinement, RunOptions, RunResult } from './run-processes.js';

export { RUN_LIMITS, type RunLimits, type RunOptions, type RunResult } from './run-processes.js';

export type MediaRunnerOptions = Confinement & {
  /** Absolute paths with symbolic links resolved. */
  ffmpegPath: string;
  ffprobePath: string;
};

export type FfmpegOptions = RunOptions & {
  /** Argv of another ffmpeg, whose standard output is this one's standard input. Both have the same options. */
  feed?: readonly string[] | undefined;
  onProgress?: (progress: Progress) => void;
};
export type FfprobeOptions = RunOptions & {
  /** Receives the output lines instead of them being returned. */
  onLine?: (line: string) => void;
  /** Receives the log of a successful run. */
  onLog?: (text: string) => void;
};

export type MediaRunner = {
  sandbox: Confinement['sandbox'];
  /** Throws AppError with `{ exitCode, signal, logTail, cpuSeconds, maxRssBytes }` in its details. */
  runFfmpeg(argv: readonly string[], options: FfmpegOptions): Promise<RunResult>;
  /** Returns its output, at most 16 MiB. Throws SOURCE_NOT_MEDIA for a file that it can't read. */
  runFfprobe(argv: readonly string[], options: FfprobeOptions): Promise<string>;
};

const MAX_OUTPUT = 16 * 2 ** 20;
const LOG_FLAGS = ['-hide_banner', '-nostats', '-loglevel', 'level+info', '-benchmark'] as const;
const PROGRESS_FLAGS = ['-progress', 'pipe:1', '-stats_period', '0.5', '-y'] as const;

/** Runs ffmpeg and ffprobe: sandboxed, limited, monitored, and killed with their whole process group. */
export const createMediaRunner = ({ ffmpegPath, ffprobePath, ...confinement }: MediaRunnerOptions): MediaRunner => ({
  sandbox: confinement.sandbox,
  async runFfmpeg(argv, { onProgress, feed, ...options }) {
    const call = (args: readonly string[]): Call => ({ program: ffmpegPath, kind: 'ffmpeg', args });
    const feeding = feed ? [call([...LOG_FLAGS, ...feed])] : [];
    let last = '';
    return runInSpan(
      'ffmpeg',
      confinement,
      [...feeding, call([...LOG_FLAGS, ...PROGRESS_FLAGS, ...argv])],
      options,
      (alive) =>
        createProgressReader((progress) => {
          const now = `${progress.frames} ${progress.outTimeMs}`;
          if (now !== last) alive();
          last = now;
          onProgress?.(progress);
        }),
    );
  },
  async runFfprobe(argv, { onLine, onLog, ...options }) {
    const kept: string[] = [];
    let size = 0;
    const keep = (line: string) => {
      size += line.length + 1;
      if (size <= MAX_OUTPUT) kept.push(line);
    };
    const call: Call = { program: ffprobePath, kind: 'ffprobe', args: argv };
    // A line of a document can be long, such as one with a comment or lyrics. Without its start, the document is invalid.
    const all = { ...options, maxLine: onLine ? undefined : MAX_OUTPUT };
    const { logTail } = await runInSpan('ffprobe', confinement, [call], all, (alive) => (line) => {
      alive();
      (onLine ?? keep)(line);
    });
    onLog?.(logTail);
    if (size > MAX_OUTPUT) throw new AppError('SOURCE_UNSUPPORTED', { reason: 'too much ffprobe output', size });
    return kept.join('\n');
  },
});
