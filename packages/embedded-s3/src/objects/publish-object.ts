import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { requireBucket } from '../buckets/bucket-record.js';
import { keepUsedParts } from '../multipart/keep-used-parts.js';
import type { Manifest, ObjectMeta } from '../store/object-file.js';
import { bucketFolder, type ObjectRef, objectPath, objectsFolder, readObjectMeta, type Store } from '../store/store.js';
import { type Aside, removeEmptyFolders } from '../store/write-aside.js';

const discardParts = async (store: Store, old: ObjectMeta | undefined, kept?: Manifest): Promise<void> => {
  if (old?.manifest && old.manifest.uploadId !== kept?.uploadId) await store.partFolders.discard(old.manifest.uploadId);
};

type Publication = { aside: Aside; manifest?: Manifest; check(current: ObjectMeta | undefined): void };

/**
 * Publishes a finished file as an object, takes its parts over, and lets go of the parts of the one that it replaces.
 * `check` sees what is there now and may throw; nothing else happens to this key in between, and its bucket stays.
 */
export const publishObject = (store: Store, ref: ObjectRef, publication: Publication): Promise<void> => {
  const { aside, manifest, check } = publication;
  const path = objectPath(store, ref);
  const publish = async (): Promise<void> => {
    const current = await readObjectMeta(path);
    check(current);
    await aside.publish(path);
    if (manifest) await keepUsedParts(store, manifest);
    await discardParts(store, current, manifest);
  };
  return store.locks.share(bucketFolder(store, ref.bucket), async () => {
    await requireBucket(store, ref.bucket);
    await store.locks.run(path, publish);
  });
};

/** Removes an object with its parts; one that is not there is fine, unless `check` throws for it. */
export const removeObject = (
  store: Store,
  ref: ObjectRef,
  check: (current: ObjectMeta | undefined) => void,
): Promise<void> => {
  const path = objectPath(store, ref);
  return store.locks.run(path, async () => {
    const current = await readObjectMeta(path);
    check(current);
    if (!current) return;
    await rm(path, { force: true });
    await removeEmptyFolders(dirname(path), objectsFolder(store, ref.bucket));
    await discardParts(store, current);
  });
};
