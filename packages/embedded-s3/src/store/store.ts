import { type FileHandle, open, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createHasherPool, type HasherPool } from '../body/hasher.js';
import { isAbsent } from '../http/s3-error.js';
import { keyNames } from './key-path.js';
import { createLocks, type Locks } from './locks.js';
import { type ObjectMeta, readMeta } from './object-file.js';
import { createPartFolders, type PartFolders } from './part-folders.js';
import { type Aside, makeFolder, openAside, removeEmptyFolders } from './write-aside.js';

/** The folders of the store, and what its writers share. */
export type Store = {
  bucketsFolder: string;
  tempFolder: string;
  uploadsFolder: string;
  partFolders: PartFolders;
  locks: Locks;
  hashers: HasherPool;
};

export type ObjectRef = { bucket: string; key: string };
export type OpenObject = AsyncDisposable & { file: FileHandle; meta: ObjectMeta };

/** Lays out the folders below `dataDir`. */
export const openStore = async (dataDir: string): Promise<Store> => {
  const [bucketsFolder, tempFolder, uploadsFolder] = ['buckets', 'temp', 'uploads'].map((name) => join(dataDir, name));
  if (!bucketsFolder || !tempFolder || !uploadsFolder) throw new TypeError('dataDir is missing');
  for (const folder of [bucketsFolder, tempFolder, uploadsFolder]) await makeFolder(folder);
  const partFolders = createPartFolders(uploadsFolder);
  return { bucketsFolder, tempFolder, uploadsFolder, partFolders, locks: createLocks(), hashers: createHasherPool() };
};

export const bucketFolder = (store: Store, bucket: string): string => join(store.bucketsFolder, bucket);
export const objectsFolder = (store: Store, bucket: string): string => join(bucketFolder(store, bucket), 'objects');
export const objectPath = (store: Store, { bucket, key }: ObjectRef): string =>
  join(objectsFolder(store, bucket), ...keyNames(key));

/** Opens the file of an object, which stays readable as it is now even if it is replaced; undefined if there is none. */
export const openObjectFile = async (path: string): Promise<OpenObject | undefined> => {
  let file: FileHandle;
  try {
    file = await open(path, 'r');
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw error;
  }
  try {
    return { file, meta: await readMeta(file), [Symbol.asyncDispose]: () => file.close() };
  } catch (error) {
    await file.close();
    throw error;
  }
};

/** The metadata of an object or a part; undefined if there is none. */
export const readObjectMeta = async (path: string): Promise<ObjectMeta | undefined> => {
  await using object = await openObjectFile(path);
  return object?.meta;
};

const discardParts = async (store: Store, old: ObjectMeta | undefined, kept?: string): Promise<void> => {
  if (old?.manifest && old.manifest.uploadId !== kept) await store.partFolders.discard(old.manifest.uploadId);
};

/**
 * Publishes a finished file as an object, and lets go of the parts of the one that it replaces. `check` sees what is
 * there now and may throw; nothing else happens to this key in between.
 */
export const publishObject = (
  store: Store,
  ref: ObjectRef,
  { aside, uploadId, check }: { aside: Aside; uploadId?: string; check?: (current: ObjectMeta | undefined) => void },
): Promise<void> => {
  const path = objectPath(store, ref);
  return store.locks.run(path, async () => {
    const current = await readObjectMeta(path);
    check?.(current);
    await aside.publish(path);
    await discardParts(store, current, uploadId);
  });
};

/** Removes an object with its parts; one that is not there is fine. */
export const removeObject = (store: Store, ref: ObjectRef): Promise<void> => {
  const path = objectPath(store, ref);
  return store.locks.run(path, async () => {
    const current = await readObjectMeta(path);
    if (!current) return;
    await rm(path, { force: true });
    await removeEmptyFolders(dirname(path), objectsFolder(store, ref.bucket));
    await discardParts(store, current);
  });
};

/** A file for a new object or part, aside until it is published. */
export const openStoreAside = (store: Store): Promise<Aside> => openAside(store.tempFolder);
