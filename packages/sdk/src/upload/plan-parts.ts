import type { UploadCreated, UploadView } from '@media/contracts';

/** A byte range of the source; `end` is exclusive. */
export type Part = { partNumber: number; start: number; end: number };

type Layout = Pick<UploadCreated, 'partSizeBytes' | 'partCount'>;

/** Splits a source into the parts that the server planned. The last part has the remainder. */
export const planParts = (sizeBytes: number, { partSizeBytes, partCount }: Layout): Part[] =>
  Array.from({ length: partCount }, (_, index) => ({
    partNumber: index + 1,
    start: index * partSizeBytes,
    end: Math.min(sizeBytes, (index + 1) * partSizeBytes),
  }));

/** The parts that the store doesn't have, or has with the wrong size. */
export const missingParts = (parts: readonly Part[], uploaded: UploadView['uploadedParts']): Part[] => {
  const storedBytes = new Map(uploaded.map(({ partNumber, sizeBytes }) => [partNumber, sizeBytes]));
  return parts.filter(({ partNumber, start, end }) => storedBytes.get(partNumber) !== end - start);
};
