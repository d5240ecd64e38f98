import { CompleteMultipartUploadCommand } from '@aws-sdk/client-s3';
import { AppError } from '@media/core';
import { callStore } from '../call-store.js';
import type { StoreDeps } from '../clients.js';
import { headObject, type ObjectHead } from '../objects/head-object.js';
import type { Stored } from '../objects/stored.js';
import { s3CodeOf, toAppError } from '../storage-errors.js';
import { listParts } from './list-parts.js';
import type { UploadedPart } from './uploaded-part.js';

const WRONG_PARTS = new Set(['InvalidPart', 'InvalidPartOrder', 'EntityTooSmall']);

/**
 * Whether the object was assembled from these parts: it has their total size, and their number if the ETag has the usual form
 * `"hash-count"`. Upload keys are used only once, so no other object of that size can exist.
 */
export const matchesParts = (head: ObjectHead, parts: readonly UploadedPart[]): boolean => {
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
 * Joins the parts into an object. Whatever the response (none, an error inside a 200, NoSuchUpload because an earlier response
 * was lost), success depends on whether the object exists. @throws UPLOAD_INCOMPLETE if parts are missing or too small,
 * UPLOAD_CLOSED if neither the upload nor its object exists, otherwise STORAGE_UNAVAILABLE
 */
export const completeMultipart = (
  deps: StoreDeps,
  key: string,
  multipartId: string,
  parts: readonly UploadedPart[],
  given?: AbortSignal,
): Promise<Stored> => {
  const call = { operation: 'completeMultipart', key, signal: given, deadlineMs: deps.limits.workMs };
  return callStore(deps, call, async (signal) => {
    const failure = await sendComplete(deps, key, multipartId, parts, signal).catch((error: unknown) => ({ error }));
    const completed = await findCompleted(deps, key, parts, signal);
    if (completed) return completed;
    if (!failure)
      throw new AppError('STORAGE_UNAVAILABLE', { operation: 'completeMultipart', key, reason: 'no object' });
    const error = failureOf(failure.error, key);
    // Ceph RGW answers 500 for an unknown upload, so check whether its parts can still be listed.
    const isUnclear = error.code === 'STORAGE_UNAVAILABLE' && Number(error.details.status) >= 500;
    if (!isUnclear || (await listParts(deps, key, multipartId, signal))) throw error;
    // A concurrent completion can succeed between the two checks.
    const completedSince = await findCompleted(deps, key, parts, signal);
    if (completedSince) return completedSince;
    throw new AppError('UPLOAD_CLOSED', { operation: 'completeMultipart', key }, { cause: error });
  });
};

const findCompleted = async (
  deps: StoreDeps,
  key: string,
  parts: readonly UploadedPart[],
  signal: AbortSignal,
): Promise<Stored | undefined> => {
  const head = await headObject(deps, key, signal);
  return head && matchesParts(head, parts) ? { etag: head.etag, sizeBytes: head.sizeBytes } : undefined;
};

const sendComplete = async (
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
