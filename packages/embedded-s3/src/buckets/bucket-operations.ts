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

/** Removes an empty bucket and its open uploads. @throws BucketNotEmpty if it has objects */
export const deleteBucket = async ({ store, bucket, response }: Exchange): Promise<void> => {
  const uploads = await store.locks.exclusive(bucketFolder(store, bucket), async () => {
    await requireBucket(store, bucket);
    const first = await walkKeys(objectsFolder(store, bucket), { prefix: '', after: '' }).next();
    if (!first.done) throw new S3Error('BucketNotEmpty');
    const open = await openUploads(store, bucket);
    await rm(bucketFolder(store, bucket), { recursive: true, force: true });
    return open;
  });
  // Otherwise a new bucket of that name would have them. Outside the bucket's lock, because a completing upload holds its own
  // lock while it waits for the bucket's.
  for (const { uploadId } of uploads) await removeUpload(store, uploadId);
  sendEmpty(response, 204);
};

/** S3 leaves the region empty for us-east-1. */
export const getBucketLocation = async ({ store, bucket, response, region }: Exchange): Promise<void> => {
  await requireBucket(store, bucket);
  sendXml(response, 'LocationConstraint', region === 'us-east-1' ? '' : region);
};

/** Versioning isn't supported, but clients request its status before they sync. */
export const getBucketVersioning = async ({ store, bucket, response }: Exchange): Promise<void> => {
  await requireBucket(store, bucket);
  sendXml(response, 'VersioningConfiguration', '');
};
