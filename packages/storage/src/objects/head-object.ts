import { HeadObjectCommand } from '@aws-sdk/client-s3';
import { callStore } from '../call-store.js';
import type { StoreDeps } from '../clients.js';
import { isMissing } from '../storage-errors.js';

export type ObjectHead = { sizeBytes: number; etag: string; contentType: string | undefined };

/** Undefined if the object doesn't exist. The ETag includes its quotes. */
export const headObject = (deps: StoreDeps, key: string, given?: AbortSignal): Promise<ObjectHead | undefined> =>
  callStore(deps, { operation: 'head', key, signal: given }, async (abortSignal) => {
    try {
      const head = await deps.client.send(new HeadObjectCommand({ Bucket: deps.bucket, Key: key }), { abortSignal });
      return { sizeBytes: head.ContentLength ?? 0, etag: head.ETag ?? '', contentType: head.ContentType };
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  });
