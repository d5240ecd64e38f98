import { AppError } from '@media/core';

/** Whoever is refused need not come back sooner. */
const RETRY_AFTER_SECONDS = 10;

/** Limits how many streams each reader has open at this process, so that no one takes them all. */
export const createStreamLimiter = (most: number) => {
  const open = new Map<string, number>();
  return {
    /** Counts a stream; the function it returns releases it. @throws AppError STREAMS_EXHAUSTED */
    acquire: (reader: string): (() => void) => {
      const count = open.get(reader) ?? 0;
      if (count >= most) throw new AppError('STREAMS_EXHAUSTED', { reader, retryAfterSeconds: RETRY_AFTER_SECONDS });
      open.set(reader, count + 1);
      return () => {
        const left = (open.get(reader) ?? 1) - 1;
        if (left > 0) open.set(reader, left);
        else open.delete(reader);
      };
    },
  };
};
export type StreamLimiter = ReturnType<typeof createStreamLimiter>;
