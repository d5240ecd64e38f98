import { AppError } from '@media/core';

const RETRY_AFTER_SECONDS = 10;

/** Limits the number of open streams per actor in this process. */
export const createStreamLimiter = (max: number) => {
  const open = new Map<string, number>();
  return {
    /** Counts a stream. Returns a function that releases it. @throws AppError STREAMS_EXHAUSTED */
    acquire: (actorId: string): (() => void) => {
      const count = open.get(actorId) ?? 0;
      if (count >= max) {
        throw new AppError('STREAMS_EXHAUSTED', { reader: actorId, retryAfterSeconds: RETRY_AFTER_SECONDS });
      }
      open.set(actorId, count + 1);
      return () => {
        const left = (open.get(actorId) ?? 1) - 1;
        if (left > 0) open.set(actorId, left);
        else open.delete(actorId);
      };
    },
  };
};
export type StreamLimiter = ReturnType<typeof createStreamLimiter>;
