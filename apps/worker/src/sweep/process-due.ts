import { AppError } from '@media/core';

type ProcessDue<T> = {
  /** Takes up to `limit` due items exclusively. */
  take(limit: number): Promise<T[]>;
  /** Must not throw. Returns the error, if any. */
  work(item: T): Promise<unknown>;
  /** Concurrency, to hide latency. */
  concurrency: number;
  /** Limit per sweep, so that the other steps get their turn. */
  maxPerSweep: number;
  stop?: AbortSignal | undefined;
};

/** Items taken together. If this process dies, they are due again after their lease. */
const BATCH = 100;

/**
 * Processes due items concurrently until none is left. A slow item blocks only its own slot. While the store is unavailable,
 * every item would wait for its deadline, so the sweep ends after `concurrency` such failures in a row.
 */
export const processDue = async <T>(options: ProcessDue<T>): Promise<void> => {
  const items = takeAll(options);
  let unavailable = 0;
  const workLoop = async (): Promise<void> => {
    for await (const item of items) {
      unavailable = isUnavailable(await options.work(item)) ? unavailable + 1 : 0;
      if (unavailable >= options.concurrency) return;
    }
  };
  await Promise.all(Array.from({ length: options.concurrency }, workLoop));
};

const isUnavailable = (error: unknown): boolean => error instanceof AppError && error.code === 'STORAGE_UNAVAILABLE';

async function* takeAll<T>({ take, maxPerSweep, stop }: ProcessDue<T>): AsyncGenerator<T, void, undefined> {
  for (let count = 0; count < maxPerSweep; count += BATCH) {
    const taken = await take(BATCH);
    for (const item of taken) {
      if (stop?.aborted) return;
      yield item;
    }
    if (taken.length < BATCH) return;
  }
}
