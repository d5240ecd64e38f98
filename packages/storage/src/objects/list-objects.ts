import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import type { StoreDeps } from '../clients.js';
import { listPages } from '../list-pages.js';

export type ListedObject = { key: string; sizeBytes: number; etag: string; modifiedAt: Date | undefined };

type Token = { ContinuationToken?: string | undefined };

/** Ten million objects at 1,000 a page. */
const MAX_PAGES = 10_000;

/** All objects whose key starts with `prefix`, in key order, fetched page by page. */
export const listObjects = (
  deps: StoreDeps,
  prefix: string,
  signal?: AbortSignal,
): AsyncGenerator<ListedObject, void, undefined> =>
  listPages<ListedObject, Token>(deps, {
    operation: { operation: 'list', key: prefix, signal },
    maxPages: MAX_PAGES,
    fetchPage: async (token, abortSignal) => {
      const command = new ListObjectsV2Command({ Bucket: deps.bucket, Prefix: prefix, ...token });
      const page = await deps.client.send(command, { abortSignal });
      const items = (page.Contents ?? []).flatMap(({ Key, Size = 0, ETag = '', LastModified }) =>
        Key === undefined ? [] : [{ key: Key, sizeBytes: Size, etag: ETag, modifiedAt: LastModified }],
      );
      return { items, next: page.IsTruncated ? { ContinuationToken: page.NextContinuationToken } : undefined };
    },
  });
