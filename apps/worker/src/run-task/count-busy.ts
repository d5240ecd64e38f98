/** Tracks work in progress in this process, so that shutdown can wait for it. */
export const countBusy = () => {
  const busy = new Set<Promise<void>>();
  return {
    /** Marks the start of work; call the result when it ends. */
    begin: (): (() => void) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      busy.add(promise);
      return () => {
        busy.delete(promise);
        resolve();
      };
    },
    /** Resolves when no work is in progress, or after `withinMs`. */
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
