/** An item whose action failed, and why. */
export type Failure<T> = { item: T; message: string };

const CONCURRENCY = 4;

/** Runs an action on every item, a few at a time. A failure doesn't stop the others. */
export const actOnEach = async <T>(items: readonly T[], act: (item: T) => Promise<void>): Promise<Failure<T>[]> => {
  const failures: Failure<T>[] = [];
  // One iterator, shared by all workers.
  const waiting = items.values();
  const work = async () => {
    for (const item of waiting) {
      try {
        await act(item);
      } catch (error) {
        failures.push({ item, message: error instanceof Error ? error.message : String(error) });
      }
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, work));
  return failures;
};
