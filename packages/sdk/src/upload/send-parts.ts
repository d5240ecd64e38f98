import { withRetries } from '../http/backoff.js';
import type { uploadsResource } from '../resources/uploads.js';
import type { Part } from './plan-parts.js';
import type { ProgressMeter } from './progress-meter.js';
import { sendPart } from './send-part.js';
import { mayPassForPart, takesNoChecksums } from './store-error.js';
import type { UploadSource } from './upload-source.js';

const ATTEMPTS_PER_PART = 6;

export type Sending = {
  uploads: Pick<ReturnType<typeof uploadsResource>, 'signParts'>;
  uploadId: string;
  source: UploadSource;
  meter: ProgressMeter;
  parallel: number;
  /** Whether parts go with checksums; until the store says that it takes none. */
  withChecksums: boolean;
  signal?: AbortSignal | undefined;
};

/** Sends parts, `parallel` at a time. The first part that fails for good stops the others and is thrown. */
export const sendParts = async (sending: Sending, parts: readonly Part[]): Promise<void> => {
  const failure = new AbortController();
  const signal = sending.signal ? AbortSignal.any([sending.signal, failure.signal]) : failure.signal;
  const waiting = parts.values(); // shared: each lane takes the next one
  const lane = async () => {
    for (const part of waiting) await sendUntilThere(sending, part, signal);
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

const sendUntilThere = (sending: Sending, part: Part, signal: AbortSignal): Promise<void> => {
  const attempt = async (): Promise<void> => {
    const { withChecksums } = sending;
    try {
      await sendPart(sending, part, signal);
    } catch (error) {
      sending.meter.sent(part.partNumber, 0);
      if (!withChecksums || !takesNoChecksums(error)) throw error;
      sending.withChecksums = false;
      await sendPart(sending, part, signal);
    }
  };
  return withRetries(attempt, { attempts: ATTEMPTS_PER_PART, signal, mayPass: mayPassForPart });
};
