import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CorsRule } from '../http/cors.js';
import { isAbsent, S3Error } from '../http/s3-error.js';
import { bucketFolder, openStoreAside, type Store } from '../store/store.js';

/** A bucket is a folder with this file in it, which appears last and goes first. */
export type BucketRecord = { createdAtMs: number; corsRules?: CorsRule[] };

const RECORD_FILE = 'bucket.json';
/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
const NAME = /^(?!.*\.\.)(?!\d+\.\d+\.\d+\.\d+$)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

const recordPath = (store: Store, bucket: string): string => join(bucketFolder(store, bucket), RECORD_FILE);

/** The record of a bucket; undefined if there is none. A name that no bucket can have never reaches the disk. */
export const readBucket = async (store: Store, bucket: string): Promise<BucketRecord | undefined> => {
  if (!NAME.test(bucket)) return undefined;
  try {
    return JSON.parse(await readFile(recordPath(store, bucket), 'utf8'));
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw error;
  }
};

/** NoSuchBucket unless the bucket is there. */
export const requireBucket = async (store: Store, bucket: string): Promise<BucketRecord> => {
  const record = await readBucket(store, bucket);
  if (!record) throw new S3Error('NoSuchBucket');
  return record;
};

/** Writes the record of a bucket. */
export const writeBucket = async (store: Store, bucket: string, record: BucketRecord): Promise<void> => {
  await using aside = await openStoreAside(store);
  await aside.file.write(JSON.stringify(record));
  await aside.publish(recordPath(store, bucket));
};

/**
 * Makes a bucket, or leaves the one that is there as it is: its owner may create it again, as in AWS's us-east-1 and on
 * RGW. InvalidBucketName if it cannot be.
 */
export const addBucket = (store: Store, bucket: string): Promise<void> =>
  store.locks.run(bucketFolder(store, bucket), async () => {
    if (!NAME.test(bucket)) throw new S3Error('InvalidBucketName');
    if (await readBucket(store, bucket)) return;
    await writeBucket(store, bucket, { createdAtMs: Date.now() });
  });

/** The names of all buckets in their order. */
export const listBucketNames = async (store: Store): Promise<string[]> => {
  const names = await readdir(store.bucketsFolder);
  return names.filter((name) => NAME.test(name)).sort();
};
