import { CHECKSUMS } from '../body/digests.js';
import { S3Error } from '../http/s3-error.js';
import type { ObjectMeta } from '../store/object-file.js';
import { childElements, childText, readXml } from '../xml/read-xml.js';
import type { StoredPart } from './list-parts.js';
import type { Upload } from './upload-record.js';

const MAX_PARTS = 10_000;
const MIN_PART_BYTES = 5 * 1024 * 1024;

export type WantedPart = { number: number; etag: string; checksums: ObjectMeta['checksums'] };

const unquote = (etag: string): string => etag.trim().replace(/^"|"$/g, '');

/** The parts that the client names; InvalidPartOrder unless their numbers rise. */
export const parseWantedParts = (document: string): WantedPart[] => {
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

/** Throws InvalidPart for a part that is not there or not the one that is meant, EntityTooSmall for one below 5 MiB. */
export const matchParts = (wanted: readonly WantedPart[], stored: readonly StoredPart[]): StoredPart[] => {
  const byNumber = new Map(stored.map((part) => [part.number, part]));
  const matched = wanted.map(({ number, etag, checksums }) => {
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
 * Throws InvalidRequest unless every part comes with its checksum, where the upload was made for checksums of the parts:
 * the client vouches for each of them.
 */
export const requireChecksums = (
  { checksum, checksumType }: Pick<Upload, 'checksum' | 'checksumType'>,
  wanted: readonly WantedPart[],
): void => {
  if (!checksum || checksumType !== 'COMPOSITE') return;
  const missing = wanted.find(({ checksums }) => checksums[checksum] === undefined);
  if (!missing) return;
  throw new S3Error(
    'InvalidRequest',
    `The upload was created using a ${checksum} checksum. The complete request must include the checksum for each ` +
      `part. It was missing for part ${missing.number} in the request.`,
  );
};
