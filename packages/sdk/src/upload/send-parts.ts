import { withRetries } from '../http/backoff.js';
import type { Part } from './plan-parts.js';
import { sendPart } from './send-part.js';
import type { Sending } from './sending.js';
import { createSignAhead } from './sign-ahead.js';
import { type SignedPut, signParts } from './sign-parts.js';
import { mayPassForPart, takesNoChecksums } from './store-error.js';

const ATTEMPTS_PER_PART = 6;

/** Sends parts, `parallel` at a time. The first part that fails for good stops the others and is thrown. */
export const sendParts = async (sending: Sending, parts: readonly Part[]): Promise<void> => {
  const failure = new AbortController();
  const signal = sending.signal ? AbortSignal.any([sending.signal, failure.signal]) : failure.signal;
  const signAhead = createSignAhead(sending, parts, signal);
  const waiting = parts.entries(); // shared: each lane takes the next one
  const lane = async () => {
    for (const [index, part] of waiting) await sendUntilThere(sending, part, () => signAhead(index), signal);
  };
  const lanes = Array.from({ length: Math.min(sending.parallel, parts.length) }, lane);
  try {
    await Promise.all(lanes);
  } catch (error) {
    failure.abort(error);
    await Promise.allSettled(lanes);
    throw error;
  }
};

/** Read and signed anew for every further try: what is sent may have been read wrong, and a URL that has expired is refused. */
const signAlone = async (sending: Sending, part: Part, signal: AbortSignal): Promise<SignedPut> => {
  const signed = (await signParts(sending, [part], signal)).get(part.partNumber);
  if (!signed) throw new TypeError(`The server did not sign part ${part.partNumber}.`);
  return signed;
};

const sendUntilThere = (
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
      if (!signed.withChecksum || !takesNoChecksums(error)) throw error;
      sending.withChecksums = false;
      await sendPart(sending, part, await signAlone(sending, part, signal), signal);
    }
  };
  return withRetries(attempt, { attempts: ATTEMPTS_PER_PART, signal, mayPass: mayPassForPart });
};
