import { checksumOf } from './checksum-of.js';
import type { Part } from './plan-parts.js';
import { type Put, putBytes } from './put-bytes.js';
import type { Sending } from './send-parts.js';
import type { UploadSource } from './upload-source.js';
import { whenOnline } from './when-online.js';

/** Sends one part, once. Read anew for its checksum, because what is sent may have been read wrong before. */
export const sendPart = async (sending: Sending, part: Part, signal: AbortSignal): Promise<void> => {
  const { uploads, uploadId, source, meter, withChecksums } = sending;
  const { partNumber } = part;
  await whenOnline(signal);
  const checksums = withChecksums ? { [partNumber]: await checksumOf(source, part, signal) } : undefined;
  // Signed for every try: a URL that has expired in the queue is refused, in a browser often without a readable answer.
  const request = { partNumbers: [partNumber], ...(checksums && { checksums }) };
  const [signed] = await uploads.signParts(uploadId, request, signal);
  if (!signed) throw new TypeError(`The server did not sign part ${partNumber}.`);
  const onSent = (sentBytes: number): void => meter.sent(partNumber, sentBytes);
  await putPart(source, part, { url: signed.url, headers: signed.headers, signal, onSent });
  meter.arrived();
};

const putPart = async (source: UploadSource, { start, end }: Part, put: Put): Promise<void> =>
  source.direct ? source.direct.put(start, end, put) : putBytes(await source.slice(start, end), put);
