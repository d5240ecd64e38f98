import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { OWNER } from '../buckets/owner.js';
import { type Exchange, wholeNumber } from '../http/exchange.js';
import { partChecksumElements } from '../http/object-headers.js';
import { sendXml } from '../http/respond.js';
import { nameEncoder } from '../objects/name-encoder.js';
import type { ObjectMeta } from '../store/object-file.js';
import { partFileName } from '../store/part-folders.js';
import { readObjectMeta, type Store, uploadFolder } from '../store/store.js';
import { requireOpenUpload } from './upload-record.js';

const PAGE_PARTS = 1_000;

export type StoredPart = { number: number; meta: ObjectMeta };

const storedPartNumbers = async (store: Store, uploadId: string): Promise<number[]> => {
  const names = await readdir(uploadFolder(store, uploadId));
  return names
    .flatMap((name) => /^(\d{5})\.part$/.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => a - b);
};

/** Metadata of the parts that exist. */
export const readParts = async (store: Store, uploadId: string, numbers: readonly number[]): Promise<StoredPart[]> => {
  const folder = uploadFolder(store, uploadId);
  const parts: StoredPart[] = [];
  for (const number of numbers) {
    const meta = await readObjectMeta(join(folder, partFileName(number)));
    if (meta) parts.push({ number, meta });
  }
  return parts;
};

/** Lists the parts of an open upload, up to 1,000 per page. */
export const listParts = async (exchange: Exchange): Promise<void> => {
  const { store, bucket, key } = exchange;
  const uploadId = exchange.query('uploadId') ?? '';
  const bounds = { min: 0, max: 2 ** 31 - 1 };
  const limit = Math.min(PAGE_PARTS, wholeNumber(exchange, 'max-parts', { ...bounds, default: PAGE_PARTS }));
  const marker = wholeNumber(exchange, 'part-number-marker', { ...bounds, default: 0 });
  const { upload, numbers, parts } = await store.locks.exclusive(uploadId, async () => {
    const upload = await requireOpenUpload(store, exchange, uploadId);
    const numbers = (await storedPartNumbers(store, uploadId)).filter((number) => number > marker);
    return { upload, numbers, parts: await readParts(store, uploadId, numbers.slice(0, limit)) };
  });
  const isTruncated = limit > 0 && numbers.length > limit;
  sendXml(exchange.response, 'ListPartsResult', {
    Bucket: bucket,
    Key: nameEncoder(exchange.query('encoding-type'))(key),
    UploadId: upload.uploadId,
    PartNumberMarker: marker,
    // Sent on the last page too, as AWS and RGW do: clients that page by it alone must fail here, not in production.
    NextPartNumberMarker: parts.at(-1)?.number ?? 0,
    MaxParts: limit,
    IsTruncated: isTruncated,
    Initiator: OWNER,
    Owner: OWNER,
    StorageClass: 'STANDARD',
    ChecksumAlgorithm: upload.checksum?.toUpperCase(),
    ChecksumType: upload.checksum && upload.checksumType,
    Part: parts.map(({ number, meta }) => ({
      PartNumber: number,
      LastModified: new Date(meta.modifiedAtMs).toISOString(),
      ETag: `"${meta.etag}"`,
      Size: meta.sizeBytes,
      ...partChecksumElements(meta),
    })),
  });
};
