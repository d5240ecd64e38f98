import { requireBucket } from '../buckets/bucket-record.js';
import { S3Error } from '../http/s3-error.js';
import { type ObjectRef, type OpenObject, objectPath, openObjectFile, type Store } from '../store/store.js';

/**
 * Opens an object for reading, and holds its parts until it is disposed. Takes the hold under the lock, because a writer that
 * replaces the object discards its parts. @throws NoSuchKey or NoSuchBucket
 */
export const openObject = async (store: Store, ref: ObjectRef): Promise<OpenObject> => {
  const path = objectPath(store, ref);
  const opened = await openObjectFile(path);
  if (opened && !opened.meta.manifest) return opened;
  await opened?.[Symbol.asyncDispose]();
  return store.locks.exclusive(path, async () => {
    const object = await openObjectFile(path);
    if (!object) {
      await requireBucket(store, ref.bucket);
      throw new S3Error('NoSuchKey');
    }
    const { manifest } = object.meta;
    if (!manifest) return object;
    const held = store.partFolders.hold(manifest.uploadId);
    return {
      ...object,
      [Symbol.asyncDispose]: async () => {
        await object.file.close();
        await held[Symbol.asyncDispose]();
      },
    };
  });
};
