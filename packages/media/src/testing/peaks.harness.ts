import { basename } from 'node:path';
import { AppError } from '@media/core';
import type { MediaRunner, RunResult } from '../index.js';

/** The largest peak of resident memory among the ffmpegs of one step, in bytes. */
export type Peak = { file: string; step: string; peakBytes: number };

export type Peaks = {
  /** A runner that notes for `file` what each ffmpeg has used, also of those that fail. */
  of(file: string): MediaRunner;
  rows(): Peak[];
};

/** Notes the peaks of every ffmpeg, by file and step; a step is called as the folder it works in. */
export const notePeaks = (runner: MediaRunner): Peaks => {
  const peaks = new Map<string, Peak>();
  const note = (file: string, workDir: string, { maxRssBytes = 0 }: Partial<RunResult>): void => {
    const step = basename(workDir).replace(/\d+$/, '');
    // A probe of ffmpeg itself, not of the file.
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

/** `file | step | peak MB`, the largest first. */
export const tableOf = (rows: readonly Peak[]): string =>
  [...rows]
    .sort((one, other) => other.peakBytes - one.peakBytes)
    .map(({ file, step, peakBytes }) => `${file} | ${step} | ${Math.round(peakBytes / 1e6)}`)
    .join('\n');
