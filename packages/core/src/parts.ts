const MIB = 1024 * 1024;
/** Up to this size one PUT is as good as many parts. */
export const SINGLE_UPLOAD_MAX_BYTES = 16 * MIB;
/** S3: parts of 5 MiB to 5 GiB, at most 10,000 of them. */
const MAX_PARTS = 10_000;
const USUAL_PART_BYTES = 16 * MIB;

export type UploadStrategy = 'single' | 'multipart';
export type PartLayout = { strategy: UploadStrategy; partSizeBytes: number; partCount: number };

/** What a client may wish for: what S3 takes, as far as one request may carry it. */
export const MIN_PART_BYTES = 5 * MIB;
export const MAX_WANTED_PART_BYTES = 1024 * MIB;

/** Cuts a file of `sizeBytes` into parts of 16 MiB or as wanted, larger (whole MiB) where 10,000 of them would not do. */
export const layoutParts = (sizeBytes: number, wantedPartBytes = USUAL_PART_BYTES): PartLayout => {
  if (sizeBytes <= SINGLE_UPLOAD_MAX_BYTES) return { strategy: 'single', partSizeBytes: sizeBytes, partCount: 1 };
  const partSizeBytes = Math.max(wantedPartBytes, Math.ceil(sizeBytes / MAX_PARTS / MIB) * MIB);
  return { strategy: 'multipart', partSizeBytes, partCount: Math.ceil(sizeBytes / partSizeBytes) };
};

/** The exact size of part `partNumber` (1-based), or undefined when there is no such part. */
export const partSize = (sizeBytes: number, layout: PartLayout, partNumber: number): number | undefined => {
  if (!Number.isInteger(partNumber) || partNumber < 1 || partNumber > layout.partCount) return undefined;
  const before = (partNumber - 1) * layout.partSizeBytes;
  return Math.min(layout.partSizeBytes, sizeBytes - before);
};
