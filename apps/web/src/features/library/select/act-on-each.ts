/** What could not be done, and why, in words. */
export type Failure<T> = { item: T; message: string };

const AT_ONCE = 4;

/** Does something with each, a few at a time; what fails does not stop the rest. */
export const actOnEach = async <T>(items: readonly T[], act: (item: T) => Promise<void>): Promise<Failure<T>[]> => {
  const failures: Failure<T>[] = [];
  // Shared: each worker takes the next that nobody has taken.
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
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return failures;
};
