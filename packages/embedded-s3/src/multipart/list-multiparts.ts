import { readdir } from 'node:fs/promises';
import { requireBucket } from '../buckets/bucket-record.js';
import { type Exchange, wholeNumber } from '../http/exchange.js';
import { sendXml } from '../http/respond.js';
import { commonPrefix } from '../objects/collect-page.js';
import { nameEncoder } from '../objects/list-objects.js';
import type { Store } from '../store/store.js';
import { compareKeys } from '../store/walk-keys.js';
import { readUpload, type Upload } from './upload-record.js';

const PAGE_UPLOADS = 1_000;

const compareUploads = (a: Upload, b: Upload): number => {
  const byKey = compareKeys(a.key, b.key);
  return byKey !== 0 ? byKey : compareKeys(a.uploadId, b.uploadId);
};

const openUploads = async (store: Store, bucket: string): Promise<Upload[]> => {
  const found: Upload[] = [];
  for (const uploadId of await readdir(store.uploadsFolder)) {
    const upload = await readUpload(store, uploadId);
    if (upload?.isOpen && upload.bucket === bucket) found.push(upload);
  }
  return found.sort(compareUploads);
};

type Marker = { key: string; uploadId: string };

/** Without an upload id the marker stands behind all uploads of its key. */
const isBehind = (upload: Upload, { key, uploadId }: Marker): boolean => {
  const byKey = compareKeys(upload.key, key);
  return byKey > 0 || (byKey === 0 && uploadId !== '' && compareKeys(upload.uploadId, uploadId) > 0);
};

type Line = { prefix: string } | { upload: Upload };

const rollUp = (uploads: readonly Upload[], prefix: string, delimiter: string): Line[] => {
  const lines: Line[] = [];
  let last: string | undefined;
  for (const upload of uploads) {
    const common = commonPrefix(upload.key, prefix, delimiter);
    if (common === undefined) lines.push({ upload });
    else if (common !== last) lines.push({ prefix: common });
    last = common;
  }
  return lines;
};

const nextMarkers = (line: Line | undefined): Marker | undefined => {
  if (line === undefined) return undefined;
  return 'upload' in line ? line.upload : { key: `${line.prefix}\u{10ffff}`, uploadId: '' };
};

/** The open uploads of a bucket, up to 1,000 at a time. */
export const listMultiparts = async (exchange: Exchange): Promise<void> => {
  const { store, bucket } = exchange;
  await requireBucket(store, bucket);
  const [prefix, delimiter] = [exchange.query('prefix') ?? '', exchange.query('delimiter') ?? ''];
  const marker = { key: exchange.query('key-marker') ?? '', uploadId: exchange.query('upload-id-marker') ?? '' };
  const encode = nameEncoder(exchange.query('encoding-type'));
  const limit = wholeNumber(exchange, 'max-uploads', { min: 1, max: PAGE_UPLOADS, default: PAGE_UPLOADS });
  const uploads = (await openUploads(store, bucket)).filter(
    (upload) => upload.key.startsWith(prefix) && (marker.key === '' || isBehind(upload, marker)),
  );
  const lines = rollUp(uploads, prefix, delimiter);
  const shown = lines.slice(0, limit);
  const next = lines.length > limit ? nextMarkers(shown.at(-1)) : undefined;
  sendXml(exchange.response, 'ListMultipartUploadsResult', {
    Bucket: bucket,
    KeyMarker: encode(marker.key),
    UploadIdMarker: marker.uploadId,
    NextKeyMarker: next && encode(next.key),
    NextUploadIdMarker: next?.uploadId,
    Prefix: encode(prefix),
    Delimiter: delimiter ? encode(delimiter) : undefined,
    EncodingType: exchange.query('encoding-type') || undefined,
    MaxUploads: limit,
    IsTruncated: next !== undefined,
    Upload: shown.flatMap((line) =>
      'upload' in line
        ? {
            Key: encode(line.upload.key),
            UploadId: line.upload.uploadId,
            StorageClass: 'STANDARD',
            Initiated: new Date(line.upload.initiatedAtMs).toISOString(),
          }
        : [],
    ),
    CommonPrefixes: shown.flatMap((line) => ('prefix' in line ? { Prefix: encode(line.prefix) } : [])),
  });
};
