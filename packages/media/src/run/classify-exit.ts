import type { ErrorCode } from '@media/core';
import { TOO_LARGE_PICTURE } from '../argv/input-guards.js';

export type Exit = {
  program: 'ffmpeg' | 'ffprobe';
  exitCode: number | null;
  signal: NodeJS.Signals | null;
  stoppedBecause?: 'cancelled' | 'stalled' | 'outOfMemory' | undefined;
  cpuSeconds: number;
  cpuLimitSeconds: number;
  log: string;
};

// Like a shell, bubblewrap exits with 128 + n if signal n killed its process (signal(7)).
const SIGNALS: Record<number, NodeJS.Signals> = { 9: 'SIGKILL', 11: 'SIGSEGV', 24: 'SIGXCPU', 25: 'SIGXFSZ' };

const LOGGED: readonly [RegExp, ErrorCode][] = [
  [/No space left on device/, 'DISK_FULL'],
  [/^(bwrap|prlimit|setpriv): /m, 'SANDBOX_UNAVAILABLE'],
  [/Cannot allocate memory|malloc of size \d+ failed/, 'ENCODER_OUT_OF_MEMORY'],
  [/File too large|Resource temporarily unavailable/, 'ENCODER_LIMIT'],
  [/Decoder \(codec \w+\) not found|no decoder found for/i, 'SOURCE_UNSUPPORTED'],
  // Before the size: a demuxer can complain about the size of a still image before its format is rejected.
  [/Format not on whitelist/, 'SOURCE_DAMAGED'],
  [TOO_LARGE_PICTURE, 'SOURCE_TOO_LARGE_PICTURE'],
  [/Invalid data found when processing input|moov atom not found|End of file$/m, 'SOURCE_DAMAGED'],
  [/Cannot determine format of input|could not find codec parameters|does not contain any stream/i, 'SOURCE_DAMAGED'],
  [/Error while decoding|Error submitting packet to decoder/i, 'SOURCE_DAMAGED'],
  [/Nothing was written into output file|Output file is empty|matches no streams/i, 'SOURCE_DAMAGED'],
];

/** Why a media process failed; undefined if it succeeded. */
export const classifyExit = (exit: Exit): ErrorCode | undefined => {
  if (exit.stoppedBecause === 'cancelled') return 'CANCELLED';
  if (exit.stoppedBecause === 'stalled') return 'ENCODER_STALLED';
  if (exit.stoppedBecause === 'outOfMemory') return 'ENCODER_OUT_OF_MEMORY';
  if (exit.exitCode === 0) return undefined;
  const signal = exit.signal ?? SIGNALS[(exit.exitCode ?? 0) - 128];
  if (signal === 'SIGXFSZ' || signal === 'SIGXCPU') return 'ENCODER_LIMIT';
  // ffmpeg catches the soft CPU limit and exits cleanly; the hard one kills it.
  if (exit.exitCode === 255 && /received signal 24\b/.test(exit.log)) return 'ENCODER_LIMIT';
  if (signal === 'SIGKILL' && exit.cpuSeconds >= exit.cpuLimitSeconds * 0.95) return 'ENCODER_LIMIT';
  if (signal !== undefined) return 'ENCODER_CRASHED';
  const logged = LOGGED.find(([pattern]) => pattern.test(exit.log))?.[1];
  if (exit.program === 'ffprobe' && (logged === undefined || logged === 'SOURCE_DAMAGED')) return 'SOURCE_NOT_MEDIA';
  return logged ?? 'ENCODER_CRASHED';
};
