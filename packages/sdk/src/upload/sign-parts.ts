import { checksumOf } from './checksum-of.js';
import type { Part } from './plan-parts.js';
import type { Sending } from './sending.js';
import { whenOnline } from './when-online.js';

/** A presigned PUT of one part. */
export type SignedPut = { url: string; headers: Record<string, string>; withChecksum: boolean; signedAtMs: number };

/**
 * Signs parts with one call, with checksums of the bytes as they are now. Throws ApiError, NetworkError, the signal's
 * reason, or the error from reading the source.
 */
export const signParts = async (
  { uploads, uploadId, source, withChecksums }: Sending,
  parts: readonly Part[],
  signal: AbortSignal,
): Promise<Map<number, SignedPut>> => {
  await whenOnline(signal);
  const checksums: Record<string, string> = {};
  if (withChecksums) for (const part of parts) checksums[part.partNumber] = await checksumOf(source, part, signal);
  const partNumbers = parts.map(({ partNumber }) => partNumber);
  const signedAtMs = Date.now();
  const signed = await uploads.signParts(uploadId, { partNumbers, ...(withChecksums && { checksums }) }, signal);
  return new Map(
    signed.map(({ partNumber, url, headers }) => [
      partNumber,
      { url, headers, withChecksum: withChecksums, signedAtMs },
    ]),
  );
};
