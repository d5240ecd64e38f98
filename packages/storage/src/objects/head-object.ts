import { HeadObjectCommand } from '@aws-sdk/client-s3';
import type { StoreDeps } from '../clients.js';
import { isMissing, toAppError } from '../storage-errors.js';

export type ObjectHead = { sizeBytes: number; etag: string; contentType: string | undefined };

/** What the store knows about an object; undefined if there is none. ETags keep their quotes, as the store gave them. */
export const headObject = async (
  { client, bucket }: StoreDeps,
  key: string,
  signal?: AbortSignal,
): Promise<ObjectHead | undefined> => {
  try {
    const head = await client.send(new HeadObjectCommand({ Bucket: bucket, Key: key }), { abortSignal: signal });
    return { sizeBytes: head.ContentLength ?? 0, etag: head.ETag ?? '', contentType: head.ContentType };
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw toAppError(error, { operation: 'head', key, signal });
  }
};
