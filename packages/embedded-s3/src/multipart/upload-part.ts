import { join } from 'node:path';
import { announcedTrailers, headerClaims } from '../body/claims.js';
import { type ReceivedBody, readBodyInto } from '../body/read-body.js';
import { type Exchange, wholeNumber } from '../http/exchange.js';
import { checksumHeaders } from '../http/object-headers.js';
import { sendEmpty } from '../http/respond.js';
import { S3Error } from '../http/s3-error.js';
import { type ObjectMeta, writeMeta } from '../store/object-file.js';
import { partFileName } from '../store/part-folders.js';
import { openStoreAside, uploadFolder } from '../store/store.js';
import type { Aside } from '../store/write-aside.js';
import { requireOpenUpload, type Upload } from './upload-record.js';

const MAX_PARTS = 10_000;

export const partNumberOf = (exchange: Exchange): number =>
  wholeNumber(exchange, 'partNumber', { min: 1, max: MAX_PARTS });

/** Puts a received part beside the others, unless the upload has ended meanwhile; a part sent again replaces itself. */
export const publishPart = async (
  exchange: Exchange,
  aside: Aside,
  { sizeBytes, md5, checksums }: ReceivedBody,
): Promise<ObjectMeta> => {
  const { store } = exchange;
  const uploadId = exchange.query('uploadId') ?? '';
  const meta: ObjectMeta = {
    etag: md5.toString('hex'),
    sizeBytes,
    modifiedAtMs: Date.now(),
    headers: {},
    checksums,
    checksumType: 'FULL_OBJECT',
  };
  await writeMeta(aside.file, sizeBytes, meta);
  // Before the lock: the disk may take its time, and parts come side by side.
  await aside.file.sync();
  await store.locks.run(uploadId, async () => {
    await requireOpenUpload(store, exchange, uploadId);
    await aside.publish(join(uploadFolder(store, uploadId), partFileName(partNumberOf(exchange))));
  });
  return meta;
};

/** An upload keeps checksums of one algorithm, of which all parts are. */
const checkAlgorithm = (exchange: Exchange, { checksum }: Upload): void => {
  const other = [...headerClaims(exchange).keys(), ...announcedTrailers(exchange)].find((name) => name !== checksum);
  if (checksum === undefined || other === undefined) return;
  throw new S3Error(
    'InvalidRequest',
    `Checksum Type mismatch occurred, expected checksum Type: ${checksum}, actual checksum Type: ${other}`,
  );
};

/** Stores one part of an upload. */
export const uploadPart = async (exchange: Exchange): Promise<void> => {
  const { store } = exchange;
  partNumberOf(exchange);
  const upload = await requireOpenUpload(store, exchange, exchange.query('uploadId') ?? '');
  checkAlgorithm(exchange, upload);
  await using aside = await openStoreAside(store);
  const meta = await publishPart(exchange, aside, await readBodyInto(exchange, aside, upload.checksum));
  const { 'x-amz-checksum-type': _, ...checksums } = checksumHeaders(meta);
  sendEmpty(exchange.response, 200, { etag: `"${meta.etag}"`, ...checksums });
};
