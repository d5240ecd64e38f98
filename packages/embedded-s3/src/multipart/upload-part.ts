import { join } from 'node:path';
import { announcedTrailers, headerChecksums } from '../body/expected-checksums.js';
import { type ReceivedBody, readBodyInto } from '../body/read-body.js';
import { type Exchange, wholeNumber } from '../http/exchange.js';
import { checksumHeaders } from '../http/object-headers.js';
import { sendEmpty } from '../http/respond.js';
import { S3Error } from '../http/s3-error.js';
import { type ObjectMeta, writeMeta } from '../store/object-file.js';
import { partFileName } from '../store/part-folders.js';
import { openStoreTempFile, uploadFolder } from '../store/store.js';
import type { TempFile } from '../store/temp-file.js';
import { requireOpenUpload, type Upload } from './upload-record.js';

const MAX_PARTS = 10_000;

export const partNumberOf = (exchange: Exchange): number =>
  wholeNumber(exchange, 'partNumber', { min: 1, max: MAX_PARTS });

/** Publishes a received part, unless the upload has been completed or aborted. Replaces an earlier part of the same number. */
export const publishPart = async (
  exchange: Exchange,
  temp: TempFile,
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
  await writeMeta(temp.file, sizeBytes, meta);
  // Before the lock: syncing is slow, and parts arrive concurrently.
  await temp.file.sync();
  await store.locks.exclusive(uploadId, async () => {
    await requireOpenUpload(store, exchange, uploadId);
    await temp.publish(join(uploadFolder(store, uploadId), partFileName(partNumberOf(exchange))));
  });
  return meta;
};

/** All parts of an upload must use its checksum algorithm. */
const checkAlgorithm = (exchange: Exchange, { checksum }: Upload): void => {
  const other = [...headerChecksums(exchange).keys(), ...announcedTrailers(exchange)].find((name) => name !== checksum);
  if (checksum === undefined || other === undefined) return;
  throw new S3Error(
    'InvalidRequest',
    `Checksum Type mismatch occurred, expected checksum Type: ${checksum}, actual checksum Type: ${other}`,
  );
};

export const uploadPart = async (exchange: Exchange): Promise<void> => {
  const { store } = exchange;
  partNumberOf(exchange);
  const upload = await requireOpenUpload(store, exchange, exchange.query('uploadId') ?? '');
  checkAlgorithm(exchange, upload);
  await using temp = await openStoreTempFile(store);
  const meta = await publishPart(exchange, temp, await readBodyInto(exchange, temp, upload.checksum));
  const { 'x-amz-checksum-type': _, ...checksums } = checksumHeaders(meta);
  sendEmpty(exchange.response, 200, { etag: `"${meta.etag}"`, ...checksums });
};
