import { CompleteMultipartUploadCommand } from '@aws-sdk/client-s3';
import { AppError } from '@media/core';
import { calling } from '../calling.js';
import type { StoreDeps } from '../clients.js';
import { headObject, type ObjectHead } from '../objects/head-object.js';
import type { Stored } from '../objects/stored.js';
import { s3CodeOf, toAppError } from '../storage-errors.js';
import { listParts } from './list-parts.js';
import type { UploadedPart } from './uploaded-part.js';

const WRONG_PARTS = new Set(['InvalidPart', 'InvalidPartOrder', 'EntityTooSmall']);

/**
 * Whether the object can only be what these parts make: as long as all of them, and, where the ETag has the usual form
 * `"hash-count"`, of as many parts. Keys of uploads are used once, so nothing else of that size can be there.
 */
export const isMadeOf = (head: ObjectHead, parts: readonly UploadedPart[]): boolean => {
  const sizeBytes = parts.reduce((sum, part) => sum + part.sizeBytes, 0);
  const count = /-(\d+)"?$/.exec(head.etag)?.[1];
  return head.sizeBytes === sizeBytes && (count === undefined || Number(count) === parts.length);
};

const failureOf = (error: unknown, key: string): AppError => {
  const s3Code = s3CodeOf(error) ?? '';
  const details = { operation: 'completeMultipart', key, s3Code };
  if (WRONG_PARTS.has(s3Code)) return new AppError('UPLOAD_INCOMPLETE', details, { cause: error });
  if (s3Code === 'NoSuchUpload' || s3Code === 'NoSuchKey')
    return new AppError('UPLOAD_CLOSED', details, { cause: error });
  return toAppError(error, details);
};

/**
 * Joins the parts to an object. Whatever the store answered (nothing, an error inside a 200, an unknown upload because an
 * earlier answer was lost), the object itself decides. UPLOAD_INCOMPLETE for parts the store has not or that are too
 * small, UPLOAD_CLOSED for an upload that is gone without its object, else STORAGE_UNAVAILABLE.
 */
export const completeMultipart = (
  deps: StoreDeps,
  key: string,
  multipartId: string,
  parts: readonly UploadedPart[],
  given?: AbortSignal,
): Promise<Stored> => {
  const call = { operation: 'completeMultipart', key, signal: given, deadlineMs: deps.limits.workMs };
  return calling(deps, call, async (signal) => {
    const failure = await join(deps, key, multipartId, parts, signal).catch((error: unknown) => ({ error }));
    const made = await madeOf(deps, key, parts, signal);
    if (made) return made;
    if (!failure)
      throw new AppError('STORAGE_UNAVAILABLE', { operation: 'completeMultipart', key, reason: 'no object' });
    const error = failureOf(failure.error, key);
    // Ceph RGW answers 500 for an upload that it does not know, so its list of parts decides.
    const isUnclear = error.code === 'STORAGE_UNAVAILABLE' && Number(error.details.status) >= 500;
    if (!isUnclear || (await listParts(deps, key, multipartId, signal))) throw error;
    // Between the two questions it may have been made.
    const madeLate = await madeOf(deps, key, parts, signal);
    if (madeLate) return madeLate;
    throw new AppError('UPLOAD_CLOSED', { operation: 'completeMultipart', key }, { cause: error });
  });
};

const madeOf = async (
  deps: StoreDeps,
  key: string,
  parts: readonly UploadedPart[],
  signal: AbortSignal,
): Promise<Stored | undefined> => {
  const head = await headObject(deps, key, signal);
  return head && isMadeOf(head, parts) ? { etag: head.etag, sizeBytes: head.sizeBytes } : undefined;
};

const join = async (
  { client, bucket }: StoreDeps,
  key: string,
  multipartId: string,
  parts: readonly UploadedPart[],
  abortSignal: AbortSignal,
): Promise<void> => {
  const sorted = parts.toSorted((a, b) => a.partNumber - b.partNumber);
  const MultipartUpload = { Parts: sorted.map(({ partNumber, etag }) => ({ PartNumber: partNumber, ETag: etag })) };
  const command = new CompleteMultipartUploadCommand({
    ...{ Bucket: bucket, Key: key, UploadId: multipartId, MultipartUpload },
  });
  await client.send(command, { abortSignal });
};
