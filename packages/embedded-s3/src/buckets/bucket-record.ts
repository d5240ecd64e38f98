import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CorsRule } from '../http/cors.js';
import { isAbsent, S3Error } from '../http/s3-error.js';
import { bucketFolder, openStoreTempFile, type Store } from '../store/store.js';

/** A folder with this file is a bucket. The file is created last and removed first. */
export type BucketRecord = { createdAtMs: number; corsRules?: CorsRule[] };

const RECORD_FILE = 'bucket.json';
/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
const NAME = /^(?!.*\.\.)(?!\d+\.\d+\.\d+\.\d+$)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

const recordPath = (store: Store, bucket: string): string => join(bucketFolder(store, bucket), RECORD_FILE);

/** Undefined if the bucket doesn't exist. Invalid names, which could escape the folder, never reach the file system. */
export const readBucket = async (store: Store, bucket: string): Promise<BucketRecord | undefined> => {
  if (!NAME.test(bucket)) return undefined;
  try {
    return JSON.parse(await readFile(recordPath(store, bucket), 'utf8'));
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw error;
  }
};

/** @throws NoSuchBucket */
export const requireBucket = async (store: Store, bucket: string): Promise<BucketRecord> => {
  const record = await readBucket(store, bucket);
  if (!record) throw new S3Error('NoSuchBucket');
  return record;
};

export const writeBucket = async (store: Store, bucket: string, record: BucketRecord): Promise<void> => {
  await using temp = await openStoreTempFile(store);
  await temp.file.write(JSON.stringify(record));
  await temp.publish(recordPath(store, bucket));
};

/**
 * Creates a bucket. An existing one stays unchanged: as in AWS's us-east-1 and on RGW, its owner can create it again.
 * @throws InvalidBucketName
 */
export const addBucket = (store: Store, bucket: string): Promise<void> =>
  store.locks.exclusive(bucketFolder(store, bucket), async () => {
    if (!NAME.test(bucket)) throw new S3Error('InvalidBucketName');
    if (await readBucket(store, bucket)) return;
    await writeBucket(store, bucket, { createdAtMs: Date.now() });
  });

/** The names of all buckets, sorted. */
export const listBucketNames = async (store: Store): Promise<string[]> => {
  const names = await readdir(store.bucketsFolder);
  return names.filter((name) => NAME.test(name)).sort();
};
