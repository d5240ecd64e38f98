const MIB = 1024 * 1024;
/** Up to this size, a single PUT is enough. */
export const SINGLE_UPLOAD_MAX_BYTES = 16 * MIB;
/** S3: parts of 5 MiB to 5 GiB, at most 10,000 of them. */
const MAX_PARTS = 10_000;
const DEFAULT_PART_BYTES = 16 * MIB;

export type UploadStrategy = 'single' | 'multipart';
export type PartLayout = { strategy: UploadStrategy; partSizeBytes: number; partCount: number };

/** The part sizes that a client can request: at least what S3 requires, and small enough for one request. */
export const MIN_PART_BYTES = 5 * MIB;
export const MAX_REQUESTED_PART_BYTES = 1024 * MIB;

/** Splits a file into parts of 16 MiB or the requested size; larger (in whole MiB) if that would exceed 10,000 parts. */
export const layoutParts = (sizeBytes: number, requestedPartBytes = DEFAULT_PART_BYTES): PartLayout => {
  if (sizeBytes <= SINGLE_UPLOAD_MAX_BYTES) return { strategy: 'single', partSizeBytes: sizeBytes, partCount: 1 };
  const partSizeBytes = Math.max(requestedPartBytes, Math.ceil(sizeBytes / MAX_PARTS / MIB) * MIB);
  return { strategy: 'multipart', partSizeBytes, partCount: Math.ceil(sizeBytes / partSizeBytes) };
};

/** The exact size of part `partNumber` (1-based), or undefined if there is no such part. */
export const partSize = (sizeBytes: number, layout: PartLayout, partNumber: number): number | undefined => {
  if (!Number.isInteger(partNumber) || partNumber < 1 || partNumber > layout.partCount) return undefined;
  const before = (partNumber - 1) * layout.partSizeBytes;
  return Math.min(layout.partSizeBytes, sizeBytes - before);
};
