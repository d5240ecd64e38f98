import { crc32c, toBase64 } from './crc32c.js';
import type { Part } from './plan-parts.js';
import type { UploadSource } from './upload-source.js';

/** Small enough to keep a page responsive. */
const BUFFER_BYTES = 1024 * 1024;

async function* readPart(source: UploadSource, { start, end }: Part): AsyncGenerator<Uint8Array> {
  if (source.direct) return yield* source.direct.read(start, end);
  const body = await source.slice(start, end);
  for (let at = 0; at < body.size; at += BUFFER_BYTES) {
    yield new Uint8Array(await body.slice(at, at + BUFFER_BYTES).arrayBuffer());
  }
}

/** The CRC-32C of a part in base64, as the API expects it. Reads the part once, one buffer at a time. */
export const checksumOf = async (source: UploadSource, part: Part, signal: AbortSignal): Promise<string> => {
  const next = source.direct?.crc32c ?? crc32c;
  let crc = 0;
  for await (const chunk of readPart(source, part)) {
    signal.throwIfAborted();
    crc = next(chunk, crc);
  }
  return toBase64(crc);
};
