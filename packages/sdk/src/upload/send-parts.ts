import { isPassing, withRetries } from '../http/backoff.js';
import type { uploadsResource } from '../resources/uploads.js';
import type { Part } from './plan-parts.js';
import type { ProgressMeter } from './progress-meter.js';
import { putBytes } from './put-bytes.js';
import { StoreError } from './store-error.js';
import type { UploadSource } from './upload-source.js';
import { whenOnline } from './when-online.js';

const ATTEMPTS_PER_PART = 6;

export type Sending = {
  uploads: Pick<ReturnType<typeof uploadsResource>, 'signParts'>;
  uploadId: string;
  source: UploadSource;
  meter: ProgressMeter;
  parallel: number;
  signal?: AbortSignal | undefined;
};

/** Sends parts, `parallel` at a time. The first part that fails for good stops the others and is thrown. */
export const sendParts = async (sending: Sending, parts: readonly Part[]): Promise<void> => {
  const failure = new AbortController();
  const signal = sending.signal ? AbortSignal.any([sending.signal, failure.signal]) : failure.signal;
  const waiting = parts.values(); // shared: each lane takes the next one
  const lane = async () => {
    for (const part of waiting) await sendPart(sending, part, signal);
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

const sendPart = (sending: Sending, part: Part, signal: AbortSignal): Promise<void> => {
  const { uploads, uploadId, source, meter } = sending;
  const attempt = async () => {
    await whenOnline(signal);
    // Signed for every try: a URL that has expired in the queue is refused, in a browser often without a readable answer.
    const [signed] = await uploads.signParts(uploadId, { partNumbers: [part.partNumber] }, signal);
    if (!signed) throw new TypeError(`The server did not sign part ${part.partNumber}.`);
    const body = await source.slice(part.start, part.end);
    const onSent = (sentBytes: number) => meter.sent(part.partNumber, sentBytes);
    try {
      await putBytes({ url: signed.url, headers: signed.headers, body, signal, onSent });
      meter.arrived();
    } catch (error) {
      meter.sent(part.partNumber, 0);
      throw error;
    }
  };
  return withRetries(attempt, {
    attempts: ATTEMPTS_PER_PART,
    signal,
    mayPass: (error) => isPassing(error) || isRefusal(error),
  });
};

const isRefusal = (error: unknown): boolean =>
  error instanceof StoreError &&
  (error.status === 403 || error.status === 408 || error.status === 429 || error.status >= 500);
