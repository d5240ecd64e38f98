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

/** Without an upload id the marker stands behind all uploads of its key, or of all keys below a common prefix. */
const isBehind = (upload: Upload, { key, uploadId }: Marker, position: string): boolean => {
  if (key === '') return true;
  const byKey = compareKeys(upload.key, position);
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

/** Where the next page begins; the last page names it as well, as RGW does. */
const nextMarkers = (line: Line | undefined): Partial<Marker> => {
  if (line === undefined) return {};
  return 'upload' in line ? line.upload : { key: line.prefix };
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

/** The open uploads of a bucket, up to 1,000 at a time. */
export const listMultiparts = async (exchange: Exchange): Promise<void> => {
  const { store, bucket } = exchange;
  await requireBucket(store, bucket);
  const [prefix, delimiter] = [exchange.query('prefix') ?? '', exchange.query('delimiter') ?? ''];
  const marker = { key: exchange.query('key-marker') ?? '', uploadId: exchange.query('upload-id-marker') ?? '' };
  // Without a key-marker S3 doesn't look at it.
  if (marker.key && marker.uploadId && !isUploadId(marker.uploadId))
    throw new S3Error('InvalidArgument', 'Invalid uploadId marker');
  const encode = nameEncoder(exchange.query('encoding-type'));
  const bounds = { min: 1, max: 2 ** 31 - 1, default: PAGE_UPLOADS };
  const limit = Math.min(PAGE_UPLOADS, wholeNumber(exchange, 'max-uploads', bounds));
  const position = markerPosition(marker.key, prefix, delimiter);
  const uploads = (await openUploads(store, bucket)).filter(
    (upload) => upload.key.startsWith(prefix) && isBehind(upload, marker, position),
  );
  const lines = rollUp(uploads, prefix, delimiter);
  const shown = lines.slice(0, limit);
  const next = nextMarkers(shown.at(-1));
  sendXml(exchange.response, 'ListMultipartUploadsResult', {
    Bucket: bucket,
    KeyMarker: encode(marker.key),
    // Without a key-marker it means nothing.
    UploadIdMarker: marker.key && marker.uploadId,
    NextKeyMarker: next.key && encode(next.key),
    NextUploadIdMarker: next.uploadId,
    Prefix: encode(prefix),
    Delimiter: delimiter ? encode(delimiter) : undefined,
    EncodingType: exchange.query('encoding-type') || undefined,
    MaxUploads: limit,
    IsTruncated: lines.length > limit,
    Upload: shown.flatMap((line) => ('upload' in line ? [uploadNode(line.upload, encode)] : [])),
    CommonPrefixes: shown.flatMap((line) => ('prefix' in line ? { Prefix: encode(line.prefix) } : [])),
  });
};
