import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '@media/core';
import { isTransient } from '@media/database';
import type { Logger } from '@media/runtime';
import { isClaimLost } from './failure-of.js';

const FIRST_DELAY_MS = 250;
const MAX_DELAY_MS = 4_000;

/**
 * Context of a write that waits out outages. `signal` fires when its claim is lost. `unsure`: an earlier attempt at the same
 * write got no response.
 */
export type Persisting = { signal: AbortSignal; log: Logger; unsure?: boolean };

/**
 * Writes an attempt's outcome, retrying while the database is unavailable and the claim may still be valid. Other errors are
 * not retried. @throws AppError RESULT_REFUSED, or CLAIM_LOST if the claim is lost. With `details.unsure`, an earlier write
 * whose response was lost may have succeeded
 */
export const persist = async <T>(
  { signal, log, unsure: isRepeated = false }: Persisting,
  write: () => Promise<T>,
): Promise<T> => {
  let unsure = isRepeated;
  for (let delayMs = FIRST_DELAY_MS; ; delayMs = Math.min(delayMs * 2, MAX_DELAY_MS)) {
    try {
      const written = await write();
      if (unsure) log.info('Database available again; write succeeded');
      return written;
    } catch (error) {
      if (isClaimLost(error)) throw new AppError('CLAIM_LOST', { unsure }, { cause: error });
      if (!isTransient(error)) throw refusal(error, unsure);
      if (!unsure) log.warn({ err: error }, 'Database unavailable; retrying write');
      unsure = true;
      if (signal.aborted) throw new AppError('CLAIM_LOST', { unsure }, { cause: error });
      await sleep(delayMs, undefined, { signal }).catch(() => undefined);
    }
  }
};

const refusal = (error: unknown, unsure: boolean): AppError =>
  error instanceof AppError ? error : new AppError('RESULT_REFUSED', { unsure }, { cause: error });
