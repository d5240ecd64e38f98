import { join } from 'node:path';
import type { ByteRange } from '../http/byte-range.js';
import { type Exchange, wholeNumber } from '../http/exchange.js';
import { S3Error } from '../http/s3-error.js';
import type { ObjectMeta } from '../store/object-file.js';
import { partFileName } from '../store/part-folders.js';
import { readObjectMeta, type Store } from '../store/store.js';

const MAX_PARTS = 10_000;

export type ObjectPart = {
  number: number;
  /** Undefined for an empty part, which has no range. */
  range: ByteRange | undefined;
  /** The number of parts; undefined for an object of a single PUT, which is its own part 1. */
  count: number | undefined;
};

const notSatisfiable = (number: number, count: number): S3Error =>
  new S3Error(
    'InvalidPartNumber',
    undefined,
    {},
    { elements: { PartNumberRequested: String(number), ActualPartCount: String(count) } },
  );

const rangeOf = (start: number, sizeBytes: number): ByteRange | undefined =>
  sizeBytes === 0 ? undefined : { start, end: start + sizeBytes - 1 };

/** Finds a part by the number it was uploaded with. @throws InvalidPartNumber */
export const findPart = ({ sizeBytes, manifest }: ObjectMeta, number: number): ObjectPart => {
  if (!manifest) {
    if (number !== 1) throw notSatisfiable(number, 1);
    return { number, range: rangeOf(0, sizeBytes), count: undefined };
  }
  const count = manifest.parts.length;
  let start = 0;
  for (const part of manifest.parts) {
    if (part.number === number) return { number, range: rangeOf(start, part.sizeBytes), count };
    start += part.sizeBytes;
  }
  throw notSatisfiable(number, count);
};

/** The part in the query parameter `partNumber`; undefined without it. */
export const requestedPart = (exchange: Exchange, meta: ObjectMeta): ObjectPart | undefined => {
  if (exchange.query('partNumber') === undefined) return undefined;
  const number = wholeNumber(exchange, 'partNumber', { min: 1, max: MAX_PARTS });
  if (exchange.header('range') !== undefined) {
    throw new S3Error('InvalidRequest', 'Cannot specify both Range header and partNumber query parameter');
  }
  return findPart(meta, number);
};

/** The checksums of a part of an open object; for a single PUT, those of the object. */
export const partChecksums = async (
  store: Store,
  { manifest, checksums }: ObjectMeta,
  { number }: ObjectPart,
): Promise<ObjectMeta['checksums']> => {
  if (!manifest) return checksums;
  const part = await readObjectMeta(join(store.partFolders.path(manifest.uploadId), partFileName(number)));
  return part?.checksums ?? {};
};
