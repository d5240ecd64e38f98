import type { FailureCode } from '@media/sdk';
import type { Step } from './steps';

type Code = NonNullable<Step['errorCode']>;

/** Short reasons for failures that are retried. The video's own error explains a bad source. */
const REASONS: Partial<Record<Code, string>> = {
  ENCODER_CRASHED: 'the encoder failed',
  ENCODER_STALLED: 'the encoder made no progress',
  ENCODER_LIMIT: 'the encoder exceeded its time or disk limit',
  ENCODER_OUT_OF_MEMORY: 'the encoder ran out of memory',
  OUTPUT_WRONG: "the output didn't match the plan",
  RESULT_REFUSED: 'the database rejected the result',
  DISK_FULL: "the worker's disk is full",
  WORKER_LOST: 'the worker stopped responding',
  SANDBOX_UNAVAILABLE: "the worker can't sandbox ffmpeg",
  STORAGE_UNAVAILABLE: "storage didn't respond",
  DATABASE_UNAVAILABLE: "the database didn't respond",
  SOURCE_CHANGED: 'the stored file changed',
  SOURCE_LARGER_THAN_CACHE: "the file exceeds the worker's cache",
  INTERNAL: 'internal error',
} satisfies Partial<Record<FailureCode, string>>;

/** `2 attempts failed (storage didn't respond)`, with the reason of the last one. */
export const describeFailures = ({ failedAttempts, errorCode }: Pick<Step, 'failedAttempts' | 'errorCode'>): string => {
  const reason = errorCode && REASONS[errorCode];
  return `${failedAttempts} ${failedAttempts === 1 ? 'attempt' : 'attempts'} failed${reason ? ` (${reason})` : ''}`;
};
