import type { UploadCreated, UploadView } from '@media/contracts';

/** A range of the source: from byte `start` to before byte `end`. */
export type Part = { partNumber: number; start: number; end: number };

type Layout = Pick<UploadCreated, 'partSizeBytes' | 'partCount'>;

/** Cuts a source as the server laid the upload out; the last part has what remains. */
export const planParts = (sizeBytes: number, { partSizeBytes, partCount }: Layout): Part[] =>
  Array.from({ length: partCount }, (_, index) => ({
    partNumber: index + 1,
    start: index * partSizeBytes,
    end: Math.min(sizeBytes, (index + 1) * partSizeBytes),
  }));

/** The parts that the store does not hold, or holds in a wrong size. */
export const missingParts = (parts: readonly Part[], uploaded: UploadView['uploadedParts']): Part[] => {
  const storedBytes = new Map(uploaded.map(({ partNumber, sizeBytes }) => [partNumber, sizeBytes]));
  return parts.filter(({ partNumber, start, end }) => storedBytes.get(partNumber) !== end - start);
};
