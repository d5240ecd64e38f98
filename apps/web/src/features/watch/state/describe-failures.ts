import type { FailureCode } from '@media/sdk';
import type { Step } from './steps';

type Code = NonNullable<Step['errorCode']>;

/** Why an attempt at a step failed that can be tried again, in the words of the catalogue of errors, cut short. */
const REASONS: Partial<Record<Code, string>> = {
  ENCODER_CRASHED: 'encoding failed',
  ENCODER_STALLED: 'encoding made no progress',
  ENCODER_LIMIT: 'encoding needed too much time or disk space',
  ENCODER_OUT_OF_MEMORY: 'encoding needed too much memory',
  OUTPUT_WRONG: 'the result did not match the plan',
  RESULT_REFUSED: 'the database refused the result',
  DISK_FULL: 'the disk of a worker is full',
  WORKER_LOST: 'the worker stopped responding',
  SANDBOX_UNAVAILABLE: 'the worker cannot confine ffmpeg',
  STORAGE_UNAVAILABLE: 'storage did not answer',
  DATABASE_UNAVAILABLE: 'the database did not answer',
  SOURCE_CHANGED: 'the stored file changed',
  SOURCE_LARGER_THAN_CACHE: 'the file is larger than the cache of the worker',
  INTERNAL: 'something went wrong on our side',
} satisfies Partial<Record<FailureCode, string>>;

/** How many attempts failed, and why the last of them did. A source that is at fault is explained by the video itself. */
export const describeFailures = ({ failedAttempts, errorCode }: Pick<Step, 'failedAttempts' | 'errorCode'>): string => {
  const reason = errorCode && REASONS[errorCode];
  return `${failedAttempts} ${failedAttempts === 1 ? 'attempt' : 'attempts'} failed${reason ? ` (${reason})` : ''}`;
};
