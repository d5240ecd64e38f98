import type { Part } from './plan-parts.js';
import { type Put, putBytes } from './put-bytes.js';
import type { Sending } from './sending.js';
import type { SignedPut } from './sign-parts.js';
import type { UploadSource } from './upload-source.js';
import { whenOnline } from './when-online.js';

/** Sends one part to its presigned URL, without retries. */
export const sendPart = async (
  { source, meter, probe }: Sending,
  part: Part,
  { url, headers }: SignedPut,
  signal: AbortSignal,
): Promise<void> => {
  await whenOnline(signal);
  const sizeBytes = part.end - part.start;
  const onSent = (sentBytes: number): void => {
    meter.sent(part.partNumber, sentBytes);
    probe?.sent(part.partNumber, sentBytes, sizeBytes);
  };
  await putPart(source, part, { url, headers, signal, onSent });
  meter.arrived(part.partNumber, sizeBytes);
};

const putPart = async (source: UploadSource, { start, end }: Part, put: Put): Promise<void> =>
  source.direct ? source.direct.put(start, end, put) : putBytes(await source.slice(start, end), put);
