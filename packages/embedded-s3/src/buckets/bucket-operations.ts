import { rm } from 'node:fs/promises';
import type { Exchange } from '../http/exchange.js';
import { sendEmpty, sendXml } from '../http/respond.js';
import { S3Error } from '../http/s3-error.js';
import { bucketFolder, objectsFolder } from '../store/store.js';
import { walkKeys } from '../store/walk-keys.js';
import { addBucket, listBucketNames, readBucket, requireBucket } from './bucket-record.js';

const OWNER = { ID: 'embedded', DisplayName: 'embedded' };

/** All buckets. */
export const listBuckets = async ({ store, response }: Exchange): Promise<void> => {
  const names = await listBucketNames(store);
  const buckets = await Promise.all(names.map(async (name) => ({ name, record: await readBucket(store, name) })));
  sendXml(response, 'ListAllMyBucketsResult', {
    Owner: OWNER,
    Buckets: {
      Bucket: buckets.flatMap(({ name, record }) =>
        record ? [{ Name: name, CreationDate: new Date(record.createdAtMs).toISOString() }] : [],
      ),
    },
  });
};

/** Makes a bucket. The location that the body may name is not read: there is one place only. */
export const createBucket = async ({ store, bucket, response, invite }: Exchange): Promise<void> => {
  invite();
  await addBucket(store, bucket);
  sendEmpty(response, 200, { location: `/${bucket}` });
};

export const headBucket = async ({ store, bucket, response, region }: Exchange): Promise<void> => {
  await requireBucket(store, bucket);
  sendEmpty(response, 200, { 'x-amz-bucket-region': region });
};

/** Removes a bucket that has no objects; BucketNotEmpty otherwise. */
export const deleteBucket = async ({ store, bucket, response }: Exchange): Promise<void> => {
  await store.locks.run(bucketFolder(store, bucket), async () => {
    await requireBucket(store, bucket);
    const first = await walkKeys(objectsFolder(store, bucket), { prefix: '', after: '' }).next();
    if (!first.done) throw new S3Error('BucketNotEmpty');
    await rm(bucketFolder(store, bucket), { recursive: true, force: true });
  });
  sendEmpty(response, 204);
};

/** The region of a bucket; S3 leaves it empty for us-east-1. */
export const getBucketLocation = async ({ store, bucket, response, region }: Exchange): Promise<void> => {
  await requireBucket(store, bucket);
  sendXml(response, 'LocationConstraint', region === 'us-east-1' ? '' : region);
};

/** There are no versions here; clients ask before they sync. */
export const getBucketVersioning = async ({ store, bucket, response }: Exchange): Promise<void> => {
  await requireBucket(store, bucket);
  sendXml(response, 'VersioningConfiguration', '');
};
