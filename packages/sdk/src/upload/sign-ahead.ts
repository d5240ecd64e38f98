import type { Part } from './plan-parts.js';
import type { Sending } from './sending.js';
import { type SignedPut, signParts } from './sign-parts.js';

/** On a slow connection a part can wait until its URL has expired. Parts that waited longer than this are signed again. */
const FRESH_MS = 15 * 60_000;

/** The URL for the first attempt at the part with this index, or undefined if the part has to be signed separately. */
export type SignAhead = (index: number) => Promise<SignedPut | undefined>;

/**
 * Reads and signs parts in batches of `parallel`, one batch ahead of those being sent. The connection never waits for a
 * checksum or for the API, and the API gets few calls.
 */
export const createSignAhead = (sending: Sending, parts: readonly Part[], signal: AbortSignal): SignAhead => {
  const batches = new Map<number, Promise<Map<number, SignedPut>>>();
  const startBatch = (batch: number): Promise<Map<number, SignedPut>> => {
    const started = batches.get(batch);
    if (started) return started;
    const start = batch * sending.parallel;
    const signing = signParts(sending, parts.slice(start, start + sending.parallel), signal);
    // Whoever awaits the batch sees the error; an upload that ends earlier must not leave an unhandled rejection.
    signing.catch(() => undefined);
    batches.set(batch, signing);
    return signing;
  };

  return async (index) => {
    const batch = Math.floor(index / sending.parallel);
    const signed = (await startBatch(batch)).get(parts[index]?.partNumber ?? 0);
    if ((batch + 1) * sending.parallel < parts.length) startBatch(batch + 1);
    const isUsable =
      signed && signed.withChecksum === sending.withChecksums && Date.now() - signed.signedAtMs < FRESH_MS;
    return isUsable ? signed : undefined;
  };
};
