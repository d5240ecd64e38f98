import { AppError } from '@media/core';
import type { MemoryCgroup } from '../memory/memory-cgroup.js';
import type { ProcessLimits, Sandbox } from '../sandbox/sandbox.js';
import { createBenchmarkReader, type Usage } from './benchmark.js';
import { classifyExit, type Exit } from './classify-exit.js';
import { createLogTail } from './log-tail.js';
import { lowerPriority } from './lower-priority.js';
import { UNKNOWN_NEED_BYTES } from './memory-budget.js';
import { createProgressReader, type Progress } from './progress.js';
import { readLines } from './read-lines.js';
import { type Confined, spawnConfined } from './spawn-confined.js';
import { type StallLimits, watchForStall } from './stall-watchdog.js';
import { watchUsage } from './watch-usage.js';

export type MediaRunnerOptions = {
  /** Absolute paths with symbolic links resolved. */
  ffmpegPath: string;
  ffprobePath: string;
  sandbox: Sandbox;
  /** Overrides the memory limit of every task. */
  memoryBytes?: number | undefined;
  /** If available, the kernel enforces the memory limit, too. */
  memoryCgroup?: Pick<MemoryCgroup, 'limit'> | undefined;
};

export type RunLimits = ProcessLimits &
  StallLimits & {
    /** Resident memory of the process and its children; see `memoryBudget`. */
    memoryBytes: number;
  };

export type RunOptions = {
  /** The only folder that the process can write to. */
  workDir: string;
  /** The only files that it can read. */
  inputs: readonly string[];
  signal: AbortSignal;
  limits?: Partial<RunLimits>;
  /** Whether it runs at low CPU priority: single-threaded work that isn't urgent. */
  background?: boolean;
};

export type FfmpegOptions = RunOptions & { onProgress?: (progress: Progress) => void };
export type FfprobeOptions = RunOptions & {
  /** Receives the output lines instead of them being returned. */
  onLine?: (line: string) => void;
  /** Receives the log of a successful run. */
  onLog?: (text: string) => void;
};

export type RunResult = Usage & {
  exitCode: number;
  logTail: string;
  /** Errors that didn't stop it, such as frames that couldn't be decoded. */
  errorCount: number;
};

export type MediaRunner = {
  sandbox: Sandbox;
  /** Throws AppError with `{ exitCode, signal, logTail, cpuSeconds, maxRssBytes }` in its details. */
  runFfmpeg(argv: readonly string[], options: FfmpegOptions): Promise<RunResult>;
  /** Returns its output, at most 16 MiB. Throws SOURCE_NOT_MEDIA for a file that it can't read. */
  runFfprobe(argv: readonly string[], options: FfprobeOptions): Promise<string>;
};

export const RUN_LIMITS: RunLimits = {
  cpuSeconds: 6 * 3600,
  fileBytes: 64 * 2 ** 30,
  idleMs: 60_000,
  busyMs: 15 * 60_000,
  memoryBytes: UNKNOWN_NEED_BYTES,
};

const MAX_OUTPUT = 16 * 2 ** 20;
const RUN_FLAGS = ['-hide_banner', '-nostats', '-loglevel', 'level+info', '-benchmark', '-progress', 'pipe:1'] as const;

/** Runs ffmpeg and ffprobe: sandboxed, limited, monitored, and killed with their whole process group. */
export const createMediaRunner = ({ ffmpegPath, ffprobePath, ...confinement }: MediaRunnerOptions): MediaRunner => ({
  sandbox: confinement.sandbox,
  async runFfmpeg(argv, { onProgress, ...options }) {
    let last = '';
    return run(
      confinement,
      { program: ffmpegPath, kind: 'ffmpeg', args: [...RUN_FLAGS, '-stats_period', '0.5', '-y', ...argv] },
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
    const call: Call = { program: ffprobePath, kind: 'ffprobe', args: [...argv] };
    const { logTail } = await run(confinement, call, options, (alive) => (line) => {
      alive();
      (onLine ?? keep)(line);
    });
    onLog?.(logTail);
    if (size > MAX_OUTPUT) throw new AppError('SOURCE_UNSUPPORTED', { reason: 'too much ffprobe output', size });
    return kept.join('\n');
  },
});

type Call = { program: string; kind: Exit['program']; args: string[] };
type LineReader = (alive: () => void) => (line: string) => void;

type Confinement = Pick<MediaRunnerOptions, 'sandbox' | 'memoryBytes' | 'memoryCgroup'>;

const run = async (
  { sandbox, memoryBytes, memoryCgroup }: Confinement,
  call: Call,
  options: RunOptions,
  reader: LineReader,
): Promise<RunResult> => {
  if (options.signal.aborted) throw new AppError('CANCELLED');
  const limits = { ...RUN_LIMITS, ...options.limits, ...(memoryBytes !== undefined && { memoryBytes }) };
  const { workDir, inputs, background = false } = options;
  const child = await spawnConfined(sandbox, { program: call.program, args: call.args, inputs, workDir, limits });
  await using cgroup = memoryCgroup?.limit(child.pid, limits.memoryBytes);
  let stoppedBecause: Exit['stoppedBecause'];
  const stop = (reason: Exit['stoppedBecause']) => {
    stoppedBecause ??= reason;
    child.kill();
  };
  const cancel = () => stop('cancelled');
  options.signal.addEventListener('abort', cancel, { once: true });
  // It may have been aborted between the check and the listener.
  if (options.signal.aborted) cancel();
  try {
    using sampled = watchUsage(child.pid, {
      onFound: background ? lowerPriority : undefined,
      onMemory: (residentBytes) => residentBytes > limits.memoryBytes && stop('outOfMemory'),
    });
    using watchdog = watchForStall(limits, {
      cpuSeconds: () => sampled.usage().cpuSeconds,
      onStall: () => stop('stalled'),
    });
    const ended = await readToEnd(child, reader(watchdog.progressed), stop);
    const killedAtBytes = ended.exitCode === 0 ? undefined : cgroup?.killedAtBytes();
    if (killedAtBytes !== undefined) stoppedBecause ??= 'outOfMemory';
    const usage = sampled.usage();
    usage.maxRssBytes = Math.max(usage.maxRssBytes, killedAtBytes ?? 0);
    return settle(call, ended, limits, usage, stoppedBecause);
  } finally {
    options.signal.removeEventListener('abort', cancel);
  }
};

type Ended = Awaited<Confined['exited']> & { logTail: string; errorCount: number; usage: Partial<Usage> };

const readToEnd = async (
  child: Confined,
  onLine: (line: string) => void,
  stop: (reason: Exit['stoppedBecause']) => void,
): Promise<Ended> => {
  const log = createLogTail();
  const benchmark = createBenchmarkReader();
  const onLog = (line: string) => {
    log.add(line);
    benchmark.add(line);
  };
  try {
    await Promise.all([readLines(child.stdout, onLine), readLines(child.stderr, onLog)]);
  } catch (error) {
    // A line handler has thrown, so the rest isn't needed.
    stop('cancelled');
    await child.exited;
    throw error;
  }
  return { ...(await child.exited), logTail: log.text(), errorCount: log.errorCount(), usage: benchmark.usage() };
};

const settle = (
  call: Call,
  ended: Ended,
  limits: RunLimits,
  sampled: Usage,
  stoppedBecause: Exit['stoppedBecause'],
): RunResult => {
  const usage = { ...sampled, ...ended.usage };
  const { memoryBytes } = limits;
  const { exitCode, signal, logTail, errorCount } = ended;
  const facts = { exitCode, signal, cpuSeconds: usage.cpuSeconds, cpuLimitSeconds: limits.cpuSeconds };
  const code = classifyExit({ ...facts, program: call.kind, stoppedBecause, log: logTail });
  if (code) throw new AppError(code, { exitCode, signal, logTail, memoryBytes, ...usage });
  return { exitCode: 0, logTail, errorCount, ...usage };
};
