import { type PartLayout, partSize } from '@media/core';
import type { Upload } from '@media/database';
import type { ObjectHead, UploadedPart } from '@media/storage';
import type { IngestDeps } from './ingest-deps.js';
import { layoutOf } from './layout-of.js';

/**
 * What the store has of an upload. `object`: a complete object; `gone`: not even the multipart upload. `nothing`: an upload of
 * an earlier release, which sent a single PUT without a multipart upload.
 */
export type Arrived =
  | { kind: 'object'; head: ObjectHead }
  | { kind: 'parts'; parts: UploadedPart[] }
  | { kind: 'nothing' }
  | { kind: 'gone' };

/** Relies on the store, never on the client. */
export const findArrived = async ({ store }: Pick<IngestDeps, 'store'>, upload: Upload): Promise<Arrived> => {
  const parts = upload.multipartId && (await store.listParts(upload.objectKey, upload.multipartId));
  if (parts) return { kind: 'parts', parts };
  // If the store no longer knows the multipart upload, it may have been completed and the response lost.
  const head = await store.head(upload.objectKey);
  if (head) return { kind: 'object', head };
  return upload.multipartId ? { kind: 'gone' } : { kind: 'nothing' };
};

/** Numbers of the parts that are missing or have the wrong size. */
export const missingParts = (sizeBytes: number, layout: PartLayout, parts: readonly UploadedPart[]): number[] => {
  const sizes = new Map(parts.map((part) => [part.partNumber, part.sizeBytes]));
  const numbers = Array.from({ length: layout.partCount }, (_, index) => index + 1);
  return numbers.filter((number) => sizes.get(number) !== partSize(sizeBytes, layout, number));
};

/** Numbers of the parts that the store lacks. An object of the wrong size from a single PUT without a multipart upload is one missing part. */
export const missingOf = (upload: Upload, arrived: Arrived): number[] => {
  switch (arrived.kind) {
    case 'parts':
      return missingParts(upload.sizeBytes, layoutOf(upload), arrived.parts);
    case 'object':
      return arrived.head.sizeBytes === upload.sizeBytes || upload.multipartId ? [] : [1];
    case 'nothing':
      return [1];
    case 'gone':
      return missingParts(upload.sizeBytes, layoutOf(upload), []);
  }
};
