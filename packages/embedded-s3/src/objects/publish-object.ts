import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { requireBucket } from '../buckets/bucket-record.js';
import { movePartsToObject } from '../multipart/move-parts.js';
import type { Manifest, ObjectMeta } from '../store/object-file.js';
import { bucketFolder, type ObjectRef, objectPath, objectsFolder, readObjectMeta, type Store } from '../store/store.js';
import { removeEmptyFolders, type TempFile } from '../store/temp-file.js';

const discardParts = async (store: Store, old: ObjectMeta | undefined, kept?: Manifest): Promise<void> => {
  if (old?.manifest && old.manifest.uploadId !== kept?.uploadId) await store.partFolders.discard(old.manifest.uploadId);
};

type Publication = { temp: TempFile; manifest?: Manifest; check(current: ObjectMeta | undefined): void };

/**
 * Publishes a finished file as an object, moves its parts, and discards the parts of the object it replaces. `check` receives
 * the current object and can throw. Holds the locks of the key and the bucket meanwhile.
 */
export const publishObject = (store: Store, ref: ObjectRef, publication: Publication): Promise<void> => {
  const { temp, manifest, check } = publication;
  const path = objectPath(store, ref);
  const publish = async (): Promise<void> => {
    const current = await readObjectMeta(path);
    check(current);
    await temp.publish(path);
    if (manifest) await movePartsToObject(store, manifest);
    await discardParts(store, current, manifest);
  };
  return store.locks.shared(bucketFolder(store, ref.bucket), async () => {
    await requireBucket(store, ref.bucket);
    await store.locks.exclusive(path, publish);
  });
};

/** Removes an object and its parts. Succeeds if it doesn't exist, unless `check` throws. */
export const removeObject = (
  store: Store,
  ref: ObjectRef,
  check: (current: ObjectMeta | undefined) => void,
): Promise<void> => {
  const path = objectPath(store, ref);
  return store.locks.exclusive(path, async () => {
    const current = await readObjectMeta(path);
    check(current);
    if (!current) return;
    await rm(path, { force: true });
    await removeEmptyFolders(dirname(path), objectsFolder(store, ref.bucket));
    await discardParts(store, current);
  });
};
