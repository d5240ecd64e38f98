import type { Part } from './plan-parts.js';
import type { Sending } from './sending.js';
import { type SignedPut, signParts } from './sign-parts.js';

/** On a slow line a part waits so long for those before it that its URL may have expired: it is signed anew instead. */
const FRESH_MS = 15 * 60_000;

/** Gives the URL for the first try of the part at an index; undefined where it has to be signed by itself. */
export type SignAhead = (index: number) => Promise<SignedPut | undefined>;

/**
 * Reads and signs as many parts as are sent at a time by one call, a round ahead of those that are being sent: the line
 * never waits for a checksum or an answer of the API, and the API has few calls.
 */
export const createSignAhead = (sending: Sending, parts: readonly Part[], signal: AbortSignal): SignAhead => {
  const rounds = new Map<number, Promise<Map<number, SignedPut>>>();
  const startRound = (round: number): Promise<Map<number, SignedPut>> => {
    const begun = rounds.get(round);
    if (begun) return begun;
    const start = round * sending.parallel;
    const signing = signParts(sending, parts.slice(start, start + sending.parallel), signal);
    // Who needs the round will know; who ends before it does not care.
    signing.catch(() => undefined);
    rounds.set(round, signing);
    return signing;
  };

  return async (index) => {
    const round = Math.floor(index / sending.parallel);
    const signed = (await startRound(round)).get(parts[index]?.partNumber ?? 0);
    if ((round + 1) * sending.parallel < parts.length) startRound(round + 1);
    const isGood = signed && signed.withChecksum === sending.withChecksums && Date.now() - signed.signedAtMs < FRESH_MS;
    return isGood ? signed : undefined;
  };
};
