import { AppError } from '@media/core';
import { inSpan } from '@media/tracing';
import {
  type Call,
  type Confinement,
  type LineReader,
  type RunOptions,
  type RunResult,
  runProcesses,
} from './run-processes.js';

/** `runProcesses` in a span with the exit code and what the processes used. Their arguments aren't recorded. */
export const runInSpan = (
  program: Call['kind'],
  confinement: Confinement,
  calls: readonly Call[],
  options: RunOptions,
  reader: LineReader,
): Promise<RunResult> =>
  inSpan(program, { attributes: { 'process.executable.name': program } }, async (span) => {
    const used = ({ exitCode, cpuSeconds, maxRssBytes }: Record<string, unknown>) => {
      if (typeof exitCode === 'number') span.setAttribute('process.exit.code', exitCode);
      if (typeof cpuSeconds === 'number') span.setAttribute('media.cpu_seconds', cpuSeconds);
      if (typeof maxRssBytes === 'number') span.setAttribute('media.max_rss_bytes', maxRssBytes);
    };
    try {
      const result = await runProcesses(confinement, calls, options, reader);
      used(result);
      return result;
    } catch (error) {
      if (error instanceof AppError) used(error.details);
      throw error;
    }
  });
