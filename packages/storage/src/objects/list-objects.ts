import { paginateListObjectsV2 } from '@aws-sdk/client-s3';
import type { StoreDeps } from '../clients.js';
import { toAppError } from '../storage-errors.js';

export type ListedObject = { key: string; sizeBytes: number; etag: string; modifiedAt: Date | undefined };

/** Every object whose key begins with `prefix`, in the order of the keys, fetched a page at a time. */
export async function* listObjects(
  { client, bucket }: StoreDeps,
  prefix: string,
): AsyncGenerator<ListedObject, void, undefined> {
  try {
    for await (const page of paginateListObjectsV2({ client }, { Bucket: bucket, Prefix: prefix })) {
      for (const { Key, Size, ETag, LastModified } of page.Contents ?? []) {
        if (Key !== undefined) yield { key: Key, sizeBytes: Size ?? 0, etag: ETag ?? '', modifiedAt: LastModified };
      }
    }
  } catch (error) {
    throw toAppError(error, { operation: 'list', key: prefix });
  }
}
