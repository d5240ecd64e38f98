import type { Logger } from './log.js';

/** Runs recurring work, and logs only its first failure and its recovery. Resolves to whether it succeeded. */
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
