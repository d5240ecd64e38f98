import { rm } from 'node:fs/promises';
import type { Exchange } from '../http/exchange.js';
import { sendEmpty, sendXml } from '../http/respond.js';
import { S3Error } from '../http/s3-error.js';
import { openUploads, removeUpload } from '../multipart/open-uploads.js';
import { bucketFolder, objectsFolder } from '../store/store.js';
import { walkKeys } from '../store/walk-keys.js';
import { requireBucket } from './bucket-record.js';

export const headBucket = async ({ store, bucket, response, region }: Exchange): Promise<void> => {
  await requireBucket(store, bucket);
  sendEmpty(response, 200, { 'x-amz-bucket-region': region });
};

/** Removes a bucket that has no objects, and its open uploads with it; BucketNotEmpty otherwise. */
export const deleteBucket = async ({ store, bucket, response }: Exchange): Promise<void> => {
  const uploads = await store.locks.run(bucketFolder(store, bucket), async () => {
    await requireBucket(store, bucket);
    const first = await walkKeys(objectsFolder(store, bucket), { prefix: '', after: '' }).next();
    if (!first.done) throw new S3Error('BucketNotEmpty');
    const open = await openUploads(store, bucket);
    await rm(bucketFolder(store, bucket), { recursive: true, force: true });
    return open;
  });
  // Else they would be open in the next bucket of that name. Outside the lock, which a completing upload waits for.
  for (const { uploadId } of uploads) await removeUpload(store, uploadId);
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
