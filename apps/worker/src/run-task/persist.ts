import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '@media/core';
import { isClaimLost } from './failure-of.js';

const FIRST_DELAY_MS = 250;
const LONGEST_DELAY_MS = 4_000;

/**
 * Writes the end of a try, again and again while the database is away and the claim may still be ours. Throws CLAIM_LOST
 * when it is not; `details.unsure` then says that an earlier write whose answer was lost may have done it.
 */
export const persist = async <T>(signal: AbortSignal, write: () => Promise<T>): Promise<T> => {
  let unsure = false;
  for (let delayMs = FIRST_DELAY_MS; ; delayMs = Math.min(delayMs * 2, LONGEST_DELAY_MS)) {
    try {
      return await write();
    } catch (error) {
      if (isClaimLost(error)) throw new AppError('CLAIM_LOST', { unsure }, { cause: error });
      unsure = true;
      if (signal.aborted) throw new AppError('CLAIM_LOST', { unsure }, { cause: error });
      await sleep(delayMs, undefined, { signal }).catch(() => undefined);
    }
  }
};
