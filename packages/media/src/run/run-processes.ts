import type { Writable } from 'node:stream';
import { AppError } from '@media/core';
import type { MemoryCgroup } from '../memory/memory-cgroup.js';
import type { ProcessLimits, Sandbox } from '../sandbox/sandbox.js';
import { createAudioSizeReader } from './audio-size.js';
import { createBenchmarkReader, type Usage } from './benchmark.js';
import { classifyExit, type Exit } from './classify-exit.js';
import { createLogTail } from './log-tail.js';
import { loggedReason } from './logged-reason.js';
import { lowerPriority } from './lower-priority.js';
import { UNKNOWN_NEED_BYTES } from './memory-budget.js';
import { readLines } from './read-lines.js';
import { type Confined, spawnConfined } from './spawn-confined.js';
import { type StallLimits, watchForStall } from './stall-watchdog.js';
import { watchUsage } from './watch-usage.js';

export type RunLimits = ProcessLimits &
  StallLimits & {
    /** Resident memory of the processes and their children; see `memoryBudget`. */
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
  /** The longest line of output, in characters, that must be complete. */
  maxLine?: number | undefined;
  /** Receives every line that the processes log. */
  onLogLine?: (line: string) => void;
};

export type RunResult = Usage & {
  exitCode: number;
  logTail: string;
  /** Errors that didn't stop it, such as frames that couldn't be decoded completely. */
  errorCount: number;
  /** Audio that the first process has written, to the nearest KiB. Undefined for other programs than ffmpeg. */
  audioBytes?: number | undefined;
};

export const RUN_LIMITS: RunLimits = {
  cpuSeconds: 6 * 3600,
  fileBytes: 64 * 2 ** 30,
  idleMs: 60_000,
  busyMs: 15 * 60_000,
  memoryBytes: UNKNOWN_NEED_BYTES,
};

export type Confinement = {
  sandbox: Sandbox;
  /** Overrides the memory limit of every task. */
  memoryBytes?: number | undefined;
  /** After this time without progress and without CPU use, a process hangs. */
  idleMs?: number | undefined;
  /** If available, the kernel enforces the memory limit, too. */
  memoryCgroup?: Pick<MemoryCgroup, 'limit'> | undefined;
};

export type Call = { program: string; kind: Exit['program']; args: readonly string[] };

/** Handles the lines on the standard output of the last process. Calls `alive` on progress. */
export type LineReader = (alive: () => void) => (line: string) => void;

/**
 * Runs a process, or a chain in which each one reads the standard output of the one before. They share one memory limit and one stall
 * watchdog, and end together. The result counts all of them. Throws the error of the process that failed, not of those that failed with it.
 */
export const runProcesses = async (
  confinement: Confinement,
  calls: readonly Call[],
  options: RunOptions,
  reader: LineReader,
): Promise<RunResult> => {
  if (options.signal.aborted) throw new AppError('CANCELLED');
  const { memoryBytes, idleMs = RUN_LIMITS.idleMs } = confinement;
  const limits = { ...RUN_LIMITS, ...options.limits, idleMs, ...(memoryBytes !== undefined && { memoryBytes }) };
  const children = await spawnChain(confinement.sandbox, calls, { ...options, limits });
  const group = watchGroup(children.length);
  const stop = (reason: Exit['stoppedBecause']) => {
    group.stoppedBecause ??= reason;
    for (const child of children) child.kill();
  };
  const running = new Set(children.keys());
  const abandoned = new Set<number>();
  const abandon = (index: number) => {
    abandoned.add(index);
    children[index]?.kill();
  };
  const cancel = () => stop('cancelled');
  options.signal.addEventListener('abort', cancel, { once: true });
  // It may have been aborted between the check and the listener.
  if (options.signal.aborted) cancel();
  try {
    using watchdog = watchForStall(limits, { cpuSeconds: group.cpuSeconds, onStall: () => stop('stalled') });
    const onLine = reader(watchdog.progressed);
    const ends = await Promise.allSettled(
      children.map(async (child, index) => {
        const ended = await supervise(confinement, child, { ...options, limits, group, index, onLine, stop });
        running.delete(index);
        // Nobody reads what they write any more.
        if (ended.exitCode !== 0) for (const earlier of range(index)) if (running.has(earlier)) abandon(earlier);
        return ended;
      }),
    );
    return settle(calls, ends.map(endOf), { limits, stoppedBecause: group.stoppedBecause, abandoned });
  } finally {
    options.signal.removeEventListener('abort', cancel);
  }
};

type Limited = { limits: RunLimits };

/** Starts the last process first: its standard input then exists before the process that writes to it. */
const spawnChain = async (
  sandbox: Sandbox,
  calls: readonly Call[],
  { workDir, inputs, limits }: RunOptions & Limited,
): Promise<Confined[]> => {
  const children: Confined[] = [];
  let writesTo: Writable | null = null;
  try {
    for (const [index, { program, args }] of [...calls.entries()].reverse()) {
      const pipes = { reads: index > 0, ...(writesTo && { writesTo }) };
      const child = await spawnConfined(sandbox, { program, args, inputs, workDir, limits }, pipes);
      children.unshift(child);
      // Otherwise the reader would never see the end of its input.
      writesTo?.destroy();
      writesTo = child.stdin;
    }
    return children;
  } catch (error) {
    for (const child of children) child.kill();
    throw error;
  }
};

/** What the processes of a chain use together, and why they were stopped. */
const watchGroup = (size: number) => {
  const cpu = new Array<() => number>(size).fill(() => 0);
  const memory = new Array<number>(size).fill(0);
  const sum = (values: number[]): number => values.reduce((a, b) => a + b, 0);
  return {
    stoppedBecause: undefined as Exit['stoppedBecause'],
    watchCpu: (index: number, cpuSeconds: () => number): void => {
      cpu[index] = cpuSeconds;
    },
    noteMemory: (index: number, bytes: number): number => {
      memory[index] = bytes;
      return sum(memory);
    },
    cpuSeconds: (): number => sum(cpu.map((read) => read())),
  };
};

type Supervision = RunOptions &
  Limited & {
    group: ReturnType<typeof watchGroup>;
    index: number;
    onLine: (line: string) => void;
    stop: (reason: Exit['stoppedBecause']) => void;
  };

type Ended = Awaited<Confined['exited']> & Pick<RunResult, 'logTail' | 'errorCount' | 'audioBytes'> & { usage: Usage };

const supervise = async (
  { memoryCgroup }: Confinement,
  child: Confined,
  { limits, background = false, onLogLine, maxLine, group, index, onLine, stop }: Supervision,
): Promise<Ended> => {
  await using cgroup = memoryCgroup?.limit(child.pid, limits.memoryBytes);
  using sampled = watchUsage(child.pid, {
    onFound: background ? lowerPriority : undefined,
    onMemory: (bytes) => group.noteMemory(index, bytes) > limits.memoryBytes && stop('outOfMemory'),
  });
  group.watchCpu(index, () => sampled.usage().cpuSeconds);
  const { exact, ...ended } = await readToEnd(child, { onLine, onLogLine, maxLine, stop });
  group.noteMemory(index, 0);
  const killedAtBytes = ended.exitCode === 0 ? undefined : cgroup?.killedAtBytes();
  if (killedAtBytes !== undefined) group.stoppedBecause ??= 'outOfMemory';
  const usage = sampled.usage();
  usage.maxRssBytes = Math.max(usage.maxRssBytes, killedAtBytes ?? 0);
  return { ...ended, usage: { ...usage, ...exact } };
};

const readToEnd = async (
  child: Confined,
  { onLine, onLogLine, maxLine, stop }: Pick<Supervision, 'onLine' | 'onLogLine' | 'maxLine' | 'stop'>,
): Promise<Omit<Ended, 'usage'> & { exact: Partial<Usage> }> => {
  const log = createLogTail();
  const benchmark = createBenchmarkReader();
  const audio = createAudioSizeReader();
  const onLog = (line: string) => {
    log.add(line);
    benchmark.add(line);
    audio.add(line);
    onLogLine?.(line);
  };
  try {
    await Promise.all([child.stdout && readLines(child.stdout, onLine, maxLine), readLines(child.stderr, onLog)]);
  } catch (error) {
    // A line handler has thrown, so the rest isn't needed.
    stop('cancelled');
    await child.exited;
    throw error;
  }
  const ended = await child.exited;
  const logged = { logTail: log.text(), errorCount: log.errorCount(), audioBytes: audio.bytes() };
  return { ...ended, ...logged, exact: benchmark.usage() };
};

/** EPIPE or, if the reader left data behind, ECONNRESET: Node.js connects processes with sockets. */
const LOST_READER = /Broken pipe|Connection reset by peer/;

type Outcome = Limited & Pick<Exit, 'stoppedBecause'> & { abandoned: ReadonlySet<number> };

const settle = (
  calls: readonly Call[],
  ended: readonly Ended[],
  { limits, stoppedBecause, abandoned }: Outcome,
): RunResult => {
  const sum = (read: (one: Ended) => number): number => ended.reduce((total, one) => total + read(one), 0);
  const total = {
    logTail: ended.flatMap(({ logTail }) => logTail || []).join('\n'),
    cpuSeconds: sum(({ usage }) => usage.cpuSeconds),
    maxRssBytes: sum(({ usage }) => usage.maxRssBytes),
  };
  // It ends with an error if the next process fails, or has read enough. Neither is its own failure.
  const lostItsReader = ({ logTail, signal }: Ended, index: number): boolean =>
    index < ended.length - 1 && (LOST_READER.test(logTail) || (abandoned.has(index) && signal === 'SIGKILL'));
  for (const [index, { exitCode, signal, logTail, usage }] of ended.entries()) {
    const { kind } = calls[index] as Call;
    const exit = { exitCode, signal, cpuSeconds: usage.cpuSeconds, cpuLimitSeconds: limits.cpuSeconds };
    const code = classifyExit({ ...exit, program: kind, stoppedBecause, log: logTail });
    if (!code || (!stoppedBecause && lostItsReader(ended[index] as Ended, index))) continue;
    const reason = loggedReason(logTail);
    throw new AppError(code, {
      exitCode,
      signal,
      memoryBytes: limits.memoryBytes,
      ...total,
      ...(reason && { reason }),
    });
  }
  const [first] = ended;
  return { exitCode: 0, errorCount: sum(({ errorCount }) => errorCount), audioBytes: first?.audioBytes, ...total };
};

const range = (end: number): number[] => [...Array(end).keys()];

const endOf = (result: PromiseSettledResult<Ended>): Ended => {
  if (result.status === 'rejected') throw result.reason;
  return result.value;
};
