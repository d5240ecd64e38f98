import { ListMultipartUploadsCommand } from '@aws-sdk/client-s3';
import type { StoreDeps } from '../clients.js';
import { listPages } from '../list-pages.js';

export type OpenMultipart = { key: string; multipartId: string; initiatedAt: Date | undefined };

type Markers = { KeyMarker?: string | undefined; UploadIdMarker?: string | undefined };

/** Ten million uploads at 1,000 a page. */
const MAX_PAGES = 10_000;

/** All open multipart uploads whose key starts with `prefix`. The SDK has no paginator for this list. */
export const listMultiparts = (
  deps: StoreDeps,
  prefix: string,
  signal?: AbortSignal,
): AsyncGenerator<OpenMultipart, void, undefined> =>
  listPages<OpenMultipart, Markers>(deps, {
    operation: { operation: 'listMultiparts', key: prefix, signal },
    maxPages: MAX_PAGES,
    fetchPage: async (markers, abortSignal) => {
      const command = new ListMultipartUploadsCommand({ Bucket: deps.bucket, Prefix: prefix, ...markers });
      const page = await deps.client.send(command, { abortSignal });
      const items = (page.Uploads ?? []).flatMap(({ Key, UploadId, Initiated }) =>
        Key && UploadId ? [{ key: Key, multipartId: UploadId, initiatedAt: Initiated }] : [],
      );
      const next = { KeyMarker: page.NextKeyMarker, UploadIdMarker: page.NextUploadIdMarker };
      return { items, next: page.IsTruncated ? next : undefined };
    },
  });
