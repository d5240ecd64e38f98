import { DeleteObjectCommand, DeleteObjectsCommand } from '@aws-sdk/client-s3';
import { AppError } from '@media/core';
import type { StoreDeps } from '../clients.js';
import { abortMultipart, listMultiparts } from '../multipart/multipart.js';
import { calling, isMissing } from '../storage-errors.js';
import { listObjects } from './list-objects.js';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html */
const KEYS_PER_REQUEST = 1_000;

/** Deletes an object; one that is not there counts as deleted. */
export const deleteObject = ({ client, bucket }: StoreDeps, key: string): Promise<void> =>
  calling({ operation: 'delete', key }, async () => {
    try {
      await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }));
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
  });

const deleteKeys = async ({ client, bucket }: StoreDeps, keys: readonly string[]): Promise<void> => {
  if (keys.length === 0) return;
  const { Errors = [] } = await client.send(
    new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects: keys.map((Key) => ({ Key })), Quiet: true } }),
  );
  // The answer is 200 even when single keys could not be deleted.
  if (Errors.length > 0) throw new AppError('STORAGE_UNAVAILABLE', { operation: 'deletePrefix', errors: Errors });
};

/** What somebody who died had begun to store costs as much as an object, and no list of objects shows it. */
const abortMultiparts = async (deps: StoreDeps, prefix: string): Promise<void> => {
  for await (const { key, multipartId } of listMultiparts(deps, prefix)) await abortMultipart(deps, key, multipartId);
};

/**
 * Deletes every object whose key begins with `prefix`, and what has arrived of those that are stored in parts. None is
 * fine, an empty prefix is refused. Returns how many objects went.
 */
export const deletePrefix = (deps: StoreDeps, prefix: string): Promise<number> =>
  calling({ operation: 'deletePrefix', key: prefix }, async () => {
    if (prefix === '') throw new AppError('INTERNAL', { reason: 'An empty prefix would delete the whole bucket.' });
    await abortMultiparts(deps, prefix);
    let count = 0;
    let keys: string[] = [];
    for await (const { key } of listObjects(deps, prefix)) {
      keys.push(key);
      count += 1;
      if (keys.length < KEYS_PER_REQUEST) continue;
      await deleteKeys(deps, keys);
      keys = [];
    }
    await deleteKeys(deps, keys);
    return count;
  });
