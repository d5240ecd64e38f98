import { ListPartsCommand, type ListPartsCommandOutput } from '@aws-sdk/client-s3';
import { callStore } from '../call-store.js';
import type { StoreDeps } from '../clients.js';
import { listPages } from '../list-pages.js';
import { isMissing } from '../storage-errors.js';
import type { UploadedPart } from './uploaded-part.js';

type Marker = { PartNumberMarker?: string };

/** An upload has up to 10,000 parts. Stores list 1,000 per page, some fewer. */
const MAX_PAGES = 200;

// The SDK's paginator uses only NextPartNumberMarker. Ceph RGW and AWS send 0 on the last page, so it would start over.
const nextOf = ({ IsTruncated, NextPartNumberMarker, Parts = [] }: ListPartsCommandOutput): Marker | undefined => {
  if (!IsTruncated) return undefined;
  const marker = NextPartNumberMarker || Parts.at(-1)?.PartNumber?.toString();
  return marker ? { PartNumberMarker: marker } : {};
};

/** All stored parts, by part number; undefined if the upload doesn't exist (some stores report NoSuchKey). */
export const listParts = (
  deps: StoreDeps,
  key: string,
  multipartId: string,
  given?: AbortSignal,
): Promise<UploadedPart[] | undefined> => {
  const operation = { operation: 'listParts', key, signal: given };
  return callStore(deps, { ...operation, deadlineMs: deps.limits.workMs }, async (signal) => {
    const pages = listPages<UploadedPart, Marker>(deps, {
      operation: { ...operation, signal },
      maxPages: MAX_PAGES,
      fetchPage: async (marker, abortSignal) => {
        const where = { Bucket: deps.bucket, Key: key, UploadId: multipartId };
        const page = await deps.client.send(new ListPartsCommand({ ...where, ...marker }), { abortSignal });
        const items = (page.Parts ?? []).flatMap(({ PartNumber, Size = 0, ETag = '' }) =>
          PartNumber === undefined ? [] : [{ partNumber: PartNumber, sizeBytes: Size, etag: ETag }],
        );
        return { items, next: nextOf(page) };
      },
    });
    const parts: UploadedPart[] = [];
    try {
      for await (const part of pages) parts.push(part);
      return parts;
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  });
};
