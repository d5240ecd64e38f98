import { DeleteObjectCommand, DeleteObjectsCommand } from '@aws-sdk/client-s3';
import { AppError } from '@media/core';
import { callStore } from '../call-store.js';
import type { StoreDeps } from '../clients.js';
import { listMultiparts } from '../multipart/list-multiparts.js';
import { abortMultipart } from '../multipart/multipart.js';
import { isMissing } from '../storage-errors.js';
import { listObjects } from './list-objects.js';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html */
const KEYS_PER_REQUEST = 1_000;

/** Deletes an object. Succeeds if it doesn't exist. */
export const deleteObject = (deps: StoreDeps, key: string, given?: AbortSignal): Promise<void> =>
  callStore(deps, { operation: 'delete', key, signal: given }, async (abortSignal) => {
    try {
      await deps.client.send(new DeleteObjectCommand({ Bucket: deps.bucket, Key: key }), { abortSignal });
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
  });

const deleteKeys = async (deps: StoreDeps, keys: readonly string[], abortSignal: AbortSignal): Promise<void> => {
  if (keys.length === 0) return;
  const Delete = { Objects: keys.map((Key) => ({ Key })), Quiet: true };
  const command = new DeleteObjectsCommand({ Bucket: deps.bucket, Delete });
  const { Errors = [] } = await deps.client.send(command, { abortSignal });
  // The status is 200 even if some keys couldn't be deleted.
  if (Errors.length > 0) throw new AppError('STORAGE_UNAVAILABLE', { operation: 'deletePrefix', errors: Errors });
};

/** Parts of abandoned multipart uploads cost storage, but don't appear in object listings. */
const abortMultiparts = async (deps: StoreDeps, prefix: string, signal: AbortSignal): Promise<void> => {
  for await (const { key, multipartId } of listMultiparts(deps, prefix, signal))
    await abortMultipart(deps, key, multipartId, signal);
};

/**
 * Deletes all objects whose key starts with `prefix`, and aborts multipart uploads there. Returns the number of deleted
 * objects. @throws INTERNAL if the prefix is empty
 */
export const deletePrefix = (deps: StoreDeps, prefix: string, given?: AbortSignal): Promise<number> => {
  const call = { operation: 'deletePrefix', key: prefix, signal: given, deadlineMs: deps.limits.workMs };
  return callStore(deps, call, async (signal) => {
    if (prefix === '') throw new AppError('INTERNAL', { reason: 'An empty prefix would delete the whole bucket.' });
    await abortMultiparts(deps, prefix, signal);
    let count = 0;
    let keys: string[] = [];
    for await (const { key } of listObjects(deps, prefix, signal)) {
      keys.push(key);
      count += 1;
      if (keys.length < KEYS_PER_REQUEST) continue;
      await deleteKeys(deps, keys, signal);
      keys = [];
    }
    await deleteKeys(deps, keys, signal);
    return count;
  });
};
