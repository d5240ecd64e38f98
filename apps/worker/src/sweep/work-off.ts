import { AppError } from '@media/core';

type WorkOff<T> = {
  /** Takes up to so many items that are due, for this process alone. */
  take(limit: number): Promise<T[]>;
  /** Must not throw: one item's failure is no other's. Returns what made it fail, if anything. */
  work(item: T): Promise<unknown>;
  /** How many are worked at together: enough to hide latency. */
  atOnce: number;
  /** Then the other steps of the sweep have their turn. */
  mostPerSweep: number;
  stop?: AbortSignal | undefined;
};

/** Items taken at once. What a process that died had taken is due again when its lease has run out. */
const BATCH = 100;

/**
 * Works off what is due, several items together, until nothing is left. A slow item holds up only its own place. While the
 * store is away every item would wait for its deadline, so a sweep ends once as many in a row as are worked at together met that.
 */
export const workOff = async <T>(options: WorkOff<T>): Promise<void> => {
  const items = takeAll(options);
  let unavailable = 0;
  const workAtNext = async (): Promise<void> => {
    for await (const item of items) {
      unavailable = isUnavailable(await options.work(item)) ? unavailable + 1 : 0;
      if (unavailable >= options.atOnce) return;
    }
  };
  await Promise.all(Array.from({ length: options.atOnce }, workAtNext));
};

const isUnavailable = (error: unknown): boolean => error instanceof AppError && error.code === 'STORAGE_UNAVAILABLE';

async function* takeAll<T>({ take, mostPerSweep, stop }: WorkOff<T>): AsyncGenerator<T, void, undefined> {
  for (let count = 0; count < mostPerSweep; count += BATCH) {
    const taken = await take(BATCH);
    for (const item of taken) {
      if (stop?.aborted) return;
      yield item;
    }
    if (taken.length < BATCH) return;
  }
}
