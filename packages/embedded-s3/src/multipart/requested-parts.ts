import { CHECKSUMS } from '../body/digests.js';
import { S3Error } from '../http/s3-error.js';
import type { ObjectMeta } from '../store/object-file.js';
import { childElements, childText, readXml } from '../xml/read-xml.js';
import type { StoredPart } from './list-parts.js';
import type { Upload } from './upload-record.js';

const MAX_PARTS = 10_000;
const MIN_PART_BYTES = 5 * 1024 * 1024;

export type RequestedPart = { number: number; etag: string; checksums: ObjectMeta['checksums'] };

const unquote = (etag: string): string => etag.trim().replace(/^"|"$/g, '');

/** Parses the parts in a CompleteMultipartUpload request. @throws InvalidPartOrder unless their numbers ascend */
export const parseRequestedParts = (document: string): RequestedPart[] => {
  const parts = childElements(readXml(document, 'CompleteMultipartUpload'), 'Part').map((part) => ({
    number: Number(childText(part, 'PartNumber') ?? Number.NaN),
    etag: unquote(childText(part, 'ETag') ?? ''),
    checksums: Object.fromEntries(
      CHECKSUMS.flatMap((name) => {
        const value = childText(part, `Checksum${name.toUpperCase()}`);
        return value === undefined ? [] : [[name, value]];
      }),
    ),
  }));
  if (parts.length === 0 || parts.length > MAX_PARTS) throw new S3Error('MalformedXML');
  if (!parts.every(({ number }) => Number.isInteger(number))) throw new S3Error('MalformedXML');
  const isRising = parts.every(({ number }, index) => index === 0 || number > (parts[index - 1]?.number ?? 0));
  if (!isRising) throw new S3Error('InvalidPartOrder');
  return parts;
};

/** @throws InvalidPart for a missing part or one with a different ETag or checksum, EntityTooSmall for one below 5 MiB */
export const matchParts = (requested: readonly RequestedPart[], stored: readonly StoredPart[]): StoredPart[] => {
  const byNumber = new Map(stored.map((part) => [part.number, part]));
  const matched = requested.map(({ number, etag, checksums }) => {
    const part = byNumber.get(number);
    const isSame = CHECKSUMS.every((name) => !checksums[name] || checksums[name] === part?.meta.checksums[name]);
    if (part?.meta.etag !== etag || !isSame) throw new S3Error('InvalidPart');
    return part;
  });
  const isTooSmall = matched.slice(0, -1).some(({ meta }) => meta.sizeBytes < MIN_PART_BYTES);
  if (isTooSmall) throw new S3Error('EntityTooSmall');
  return matched;
};

/**
 * @throws InvalidRequest if the upload is COMPOSITE and a part has no checksum
 */
export const requireChecksums = (
  { checksum, checksumType }: Pick<Upload, 'checksum' | 'checksumType'>,
  requested: readonly RequestedPart[],
): void => {
  if (!checksum || checksumType !== 'COMPOSITE') return;
  const missing = requested.find(({ checksums }) => checksums[checksum] === undefined);
  if (!missing) return;
  throw new S3Error(
    'InvalidRequest',
    `The upload was created using a ${checksum} checksum. The complete request must include the checksum for each ` +
      `part. It was missing for part ${missing.number} in the request.`,
  );
};
