import { AppError } from '@media/core';

/** Whoever is refused need not come back sooner. */
const RETRY_AFTER_SECONDS = 10;

/** Counts the open streams of each reader at this process, so that no one takes them all. */
export const createStreamPlaces = (most: number) => {
  const taken = new Map<string, number>();
  return {
    /** Takes a place; the function it returns gives it back. @throws AppError STREAMS_EXHAUSTED */
    take: (reader: string): (() => void) => {
      const count = taken.get(reader) ?? 0;
      if (count >= most) throw new AppError('STREAMS_EXHAUSTED', { reader, retryAfterSeconds: RETRY_AFTER_SECONDS });
      taken.set(reader, count + 1);
      return () => {
        const left = (taken.get(reader) ?? 1) - 1;
        if (left > 0) taken.set(reader, left);
        else taken.delete(reader);
      };
    },
  };
};
export type StreamPlaces = ReturnType<typeof createStreamPlaces>;
