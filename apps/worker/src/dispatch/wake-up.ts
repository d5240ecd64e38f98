/** Lets a loop sleep until it is woken up. Calls while it is awake end its next sleep immediately. */
export const createWakeUp = () => {
  let called = false;
  let wake: (() => void) | undefined;
  return {
    call: (): void => {
      called = true;
      wake?.();
    },
    /** Returns after `call`, or after `ms`. */
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
