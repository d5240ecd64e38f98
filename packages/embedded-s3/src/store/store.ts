import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import { createHasherPool, type HasherPool } from '../body/hasher.js';
import { isAbsent } from '../http/s3-error.js';
import { keyNames } from './key-path.js';
import { createLocks, type Locks } from './locks.js';
import { type ObjectMeta, readMeta } from './object-file.js';
import { createPartFolders, type PartFolders } from './part-folders.js';
import { makeFolder, openTempFile, type TempFile } from './temp-file.js';

/** The folders of the store, and state shared by all requests. */
export type Store = {
  bucketsFolder: string;
  tempFolder: string;
  /** Contains a folder for each upload that hasn't become an object yet. */
  uploadsFolder: string;
  /** Contains a folder for each multipart object. */
  partsFolder: string;
  partFolders: PartFolders;
  locks: Locks;
  hashers: HasherPool;
};

export type ObjectRef = { bucket: string; key: string };
export type OpenObject = AsyncDisposable & { file: FileHandle; meta: ObjectMeta };

/** Creates the folders below `dataDir`. */
export const openStore = async (dataDir: string): Promise<Store> => {
  const folders = {
    bucketsFolder: join(dataDir, 'buckets'),
    tempFolder: join(dataDir, 'temp'),
    uploadsFolder: join(dataDir, 'uploads'),
    partsFolder: join(dataDir, 'parts'),
  };
  for (const folder of Object.values(folders)) await makeFolder(folder);
  const partFolders = createPartFolders(folders.partsFolder, folders.tempFolder);
  return { ...folders, partFolders, locks: createLocks(), hashers: createHasherPool() };
};

export const bucketFolder = (store: Store, bucket: string): string => join(store.bucketsFolder, bucket);
export const objectsFolder = (store: Store, bucket: string): string => join(bucketFolder(store, bucket), 'objects');
export const uploadFolder = (store: Store, uploadId: string): string => join(store.uploadsFolder, uploadId);
export const objectPath = (store: Store, { bucket, key }: ObjectRef): string =>
  join(objectsFolder(store, bucket), ...keyNames(key));

/** Opens an object's file; undefined if there is none. It stays readable even if the object is replaced. */
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

/** Metadata of an object or a part; undefined if there is none. */
export const readObjectMeta = async (path: string): Promise<ObjectMeta | undefined> => {
  await using object = await openObjectFile(path);
  return object?.meta;
};

/** A temporary file for a new object or part. */
export const openStoreTempFile = (store: Store): Promise<TempFile> => openTempFile(store.tempFolder);
