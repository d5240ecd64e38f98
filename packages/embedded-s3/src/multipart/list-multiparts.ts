import { requireBucket } from '../buckets/bucket-record.js';
import { OWNER } from '../buckets/owner.js';
import { type Exchange, wholeNumber } from '../http/exchange.js';
import { sendXml } from '../http/respond.js';
import { S3Error } from '../http/s3-error.js';
import { commonPrefix, markerPosition } from '../objects/collect-page.js';
import { type Encode, nameEncoder } from '../objects/name-encoder.js';
import { compareKeys } from '../store/walk-keys.js';
import type { XmlNode } from '../xml/write-xml.js';
import { openUploads } from './open-uploads.js';
import { isUploadId, type Upload } from './upload-record.js';

const PAGE_UPLOADS = 1_000;

type Marker = { key: string; uploadId: string };

/** A marker without an upload id is after all uploads of its key, or after all keys below a common prefix. */
const isAfter = (upload: Upload, { key, uploadId }: Marker, position: string): boolean => {
  if (key === '') return true;
  const byKey = compareKeys(upload.key, position);
  return byKey > 0 || (byKey === 0 && uploadId !== '' && compareKeys(upload.uploadId, uploadId) > 0);
};

type Entry = { prefix: string } | { upload: Upload };

const rollUp = (uploads: readonly Upload[], prefix: string, delimiter: string): Entry[] => {
  const entries: Entry[] = [];
  let last: string | undefined;
  for (const upload of uploads) {
    const common = commonPrefix(upload.key, prefix, delimiter);
    if (common === undefined) entries.push({ upload });
    else if (common !== last) entries.push({ prefix: common });
    last = common;
  }
  return entries;
};

/** The markers of the next page. Sent on the last page too, as RGW does. */
const nextMarkers = (entry: Entry | undefined): Partial<Marker> => {
  if (entry === undefined) return {};
  return 'upload' in entry ? entry.upload : { key: entry.prefix };
};

const uploadNode = ({ key, uploadId, initiatedAtMs, checksum, checksumType }: Upload, encode: Encode): XmlNode => ({
  Key: encode(key),
  UploadId: uploadId,
  Initiator: OWNER,
  Owner: OWNER,
  StorageClass: 'STANDARD',
  Initiated: new Date(initiatedAtMs).toISOString(),
  ChecksumAlgorithm: checksum?.toUpperCase(),
  ChecksumType: checksum && checksumType,
});

/** Lists the open uploads of a bucket, up to 1,000 per page. */
export const listMultiparts = async (exchange: Exchange): Promise<void> => {
  const { store, bucket } = exchange;
  await requireBucket(store, bucket);
  const [prefix, delimiter] = [exchange.query('prefix') ?? '', exchange.query('delimiter') ?? ''];
  const marker = { key: exchange.query('key-marker') ?? '', uploadId: exchange.query('upload-id-marker') ?? '' };
  // S3 ignores upload-id-marker without key-marker.
  if (marker.key && marker.uploadId && !isUploadId(marker.uploadId))
    throw new S3Error('InvalidArgument', 'Invalid uploadId marker');
  const encode = nameEncoder(exchange.query('encoding-type'));
  const bounds = { min: 1, max: 2 ** 31 - 1, default: PAGE_UPLOADS };
  const limit = Math.min(PAGE_UPLOADS, wholeNumber(exchange, 'max-uploads', bounds));
  const position = markerPosition(marker.key, prefix, delimiter);
  const uploads = (await openUploads(store, bucket)).filter(
    (upload) => upload.key.startsWith(prefix) && isAfter(upload, marker, position),
  );
  const entries = rollUp(uploads, prefix, delimiter);
  const shown = entries.slice(0, limit);
  const next = nextMarkers(shown.at(-1));
  sendXml(exchange.response, 'ListMultipartUploadsResult', {
    Bucket: bucket,
    KeyMarker: encode(marker.key),
    UploadIdMarker: marker.key && marker.uploadId,
    NextKeyMarker: next.key && encode(next.key),
    NextUploadIdMarker: next.uploadId,
    Prefix: encode(prefix),
    Delimiter: delimiter ? encode(delimiter) : undefined,
    EncodingType: exchange.query('encoding-type') || undefined,
    MaxUploads: limit,
    IsTruncated: entries.length > limit,
    Upload: shown.flatMap((entry) => ('upload' in entry ? [uploadNode(entry.upload, encode)] : [])),
    CommonPrefixes: shown.flatMap((entry) => ('prefix' in entry ? { Prefix: encode(entry.prefix) } : [])),
  });
};
