import type { Logger } from './log.js';

/** Runs something that is tried again and again: says once that it fails, and once that it works again. Resolves to whether it worked. */
export const oncePerOutage = (log: Logger, what: string) => {
  let failing = false;
  return async (work: () => Promise<unknown>): Promise<boolean> => {
    try {
      await work();
      if (failing) log.info(`${what} recovered`);
      failing = false;
      return true;
    } catch (error) {
      if (!failing) log.warn({ err: error }, `${what} failed; retrying`);
      failing = true;
      return false;
    }
  };
};
