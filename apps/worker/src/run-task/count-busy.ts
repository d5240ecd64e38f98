/** Counts what goes on in this process, so that its end can be waited for. */
export const countBusy = () => {
  const busy = new Set<Promise<void>>();
  return {
    /** Something began; call the result when it has ended. */
    begin: (): (() => void) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      busy.add(promise);
      return () => {
        busy.delete(promise);
        resolve();
      };
    },
    /** Resolves when nothing goes on any more, at the latest after `withinMs`. */
    idle: async (withinMs: number): Promise<void> => {
      let isLate = false;
      const { promise: late, resolve } = Promise.withResolvers<void>();
      const timer = setTimeout(() => {
        isLate = true;
        resolve();
      }, withinMs);
      while (busy.size > 0 && !isLate) await Promise.race([late, Promise.all(busy)]);
      clearTimeout(timer);
    },
  };
};
