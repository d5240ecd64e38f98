import { basename } from 'node:path';
import { AppError } from '@media/core';
import type { MediaRunner, RunResult } from '../index.js';

/** The highest peak of resident memory among the ffmpeg runs of a step, in bytes. */
export type Peak = { file: string; step: string; peakBytes: number };

export type Peaks = {
  /** A runner that records the memory use of each ffmpeg run for `file`, including failed ones. */
  of(file: string): MediaRunner;
  rows(): Peak[];
};

/** Records the peaks of every ffmpeg run by file and step. Steps are named after their work folder. */
export const notePeaks = (runner: MediaRunner): Peaks => {
  const peaks = new Map<string, Peak>();
  const note = (file: string, workDir: string, { maxRssBytes = 0 }: Partial<RunResult>): void => {
    const step = basename(workDir).replace(/\d+$/, '');
    // A test of ffmpeg itself, not of the file.
    if (step.startsWith('packet-clock')) return;
    const key = `${file}\n${step}`;
    const peakBytes = Math.max(peaks.get(key)?.peakBytes ?? 0, maxRssBytes);
    peaks.set(key, { file, step, peakBytes });
  };
  return {
    of: (file) => ({
      ...runner,
      runFfmpeg: async (argv, options) => {
        try {
          const result = await runner.runFfmpeg(argv, options);
          note(file, options.workDir, result);
          return result;
        } catch (error) {
          if (error instanceof AppError) note(file, options.workDir, error.details as Partial<RunResult>);
          throw error;
        }
      },
    }),
    rows: () => [...peaks.values()],
  };
};

/** `file | step | peak MB`, largest first. */
export const tableOf = (rows: readonly Peak[]): string =>
  [...rows]
    .sort((one, other) => other.peakBytes - one.peakBytes)
    .map(({ file, step, peakBytes }) => `${file} | ${step} | ${Math.round(peakBytes / 1e6)}`)
    .join('\n');
