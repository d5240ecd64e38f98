/** Lets a loop sleep until somebody wakes it. Calls while it is awake count for its next sleep, however many, as one. */
export const createWakeUp = () => {
  let called = false;
  let wake: (() => void) | undefined;
  return {
    call: (): void => {
      called = true;
      wake?.();
    },
    /** Returns when called, or after `ms`. */
    sleep: async (ms: number): Promise<void> => {
      if (!called) {
        const { promise, resolve } = Promise.withResolvers<void>();
        const timer = setTimeout(resolve, ms);
        wake = resolve;
        await promise;
        clearTimeout(timer);
      }
      wake = undefined;
      called = false;
    },
  };
};
export type WakeUp = ReturnType<typeof createWakeUp>;
