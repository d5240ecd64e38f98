import { withRetries } from '../http/backoff.js';
import type { Part } from './plan-parts.js';
import { sendPart } from './send-part.js';
import type { Sending } from './sending.js';
import { createSignAhead } from './sign-ahead.js';
import { type SignedPut, signParts } from './sign-parts.js';
import { isTransientForPart, lacksChecksums } from './store-error.js';

const ATTEMPTS_PER_PART = 6;

/** Sends parts, `parallel` at a time. The first permanent failure stops the others and is thrown. */
export const sendParts = async (sending: Sending, parts: readonly Part[]): Promise<void> => {
  const failure = new AbortController();
  const signal = sending.signal ? AbortSignal.any([sending.signal, failure.signal]) : failure.signal;
  const signAhead = createSignAhead(sending, parts, signal);
  const queue = parts.entries(); // shared: each sender takes the next part
  const sender = async () => {
    for (const [index, part] of queue) await sendWithRetries(sending, part, () => signAhead(index), signal);
  };
  const senders = Array.from({ length: Math.min(sending.parallel, parts.length) }, sender);
  try {
    await Promise.all(senders);
  } catch (error) {
    failure.abort(error);
    await Promise.allSettled(senders);
    throw error;
  }
};

/** Every retry reads and signs the part again: the bytes can have been misread, and the URL can have expired. */
const signAlone = async (sending: Sending, part: Part, signal: AbortSignal): Promise<SignedPut> => {
  const signed = (await signParts(sending, [part], signal)).get(part.partNumber);
  if (!signed) throw new TypeError(`The server did not sign part ${part.partNumber}.`);
  return signed;
};

const sendWithRetries = (
  sending: Sending,
  part: Part,
  signAhead: () => Promise<SignedPut | undefined>,
  signal: AbortSignal,
): Promise<void> => {
  let isFirst = true;
  const attempt = async (): Promise<void> => {
    const ahead = isFirst ? signAhead() : undefined;
    isFirst = false;
    const signed = (await ahead) ?? (await signAlone(sending, part, signal));
    try {
      await sendPart(sending, part, signed, signal);
    } catch (error) {
      sending.meter.lost(part.partNumber);
      sending.probe?.lost(part.partNumber);
      if (!signed.withChecksum || !lacksChecksums(error)) throw error;
      sending.withChecksums = false;
      await sendPart(sending, part, await signAlone(sending, part, signal), signal);
    }
  };
  return withRetries(attempt, { attempts: ATTEMPTS_PER_PART, signal, isTransient: isTransientForPart });
};
