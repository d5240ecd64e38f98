import { readBodyInto } from '../body/read-body.js';
import { requireBucket } from '../buckets/bucket-record.js';
import { evaluateWrite } from '../http/conditions.js';
import type { Exchange } from '../http/exchange.js';
import { checksumHeaders, storedHeaders } from '../http/object-headers.js';
import { sendEmpty } from '../http/respond.js';
import { S3Error } from '../http/s3-error.js';
import { type ObjectMeta, writeMeta } from '../store/object-file.js';
import { objectPath, openStoreTempFile, readObjectMeta } from '../store/store.js';
import { publishObject } from './publish-object.js';

/** @throws PreconditionFailed if a condition doesn't hold, NoSuchKey if If-Match is set and there is no object */
export const checkConditions = (
  conditions: { ifMatch: string | undefined; ifNoneMatch: string | undefined },
  current: ObjectMeta | undefined,
): void => {
  const verdict = evaluateWrite(conditions, current?.etag);
  if (verdict === 'absent') throw new S3Error('NoSuchKey');
  if (verdict === 'failed') throw new S3Error('PreconditionFailed');
};

/** @throws PreconditionFailed or NoSuchKey if If-Match or If-None-Match forbids the write */
export const checkWrite = (exchange: Exchange, current: ObjectMeta | undefined): void =>
  checkConditions({ ifMatch: exchange.header('if-match'), ifNoneMatch: exchange.header('if-none-match') }, current);

const isConditional = (exchange: Exchange): boolean =>
  exchange.header('if-match') !== undefined || exchange.header('if-none-match') !== undefined;

/** Stores a request body. The object becomes visible only when it is on disk completely and its checksums have been verified. */
export const putObject = async (exchange: Exchange): Promise<void> => {
  const { store } = exchange;
  await requireBucket(store, exchange.bucket);
  const headers = storedHeaders(exchange);
  // Checked again before publishing; checking here spares the client a useless upload.
  if (isConditional(exchange)) checkWrite(exchange, await readObjectMeta(objectPath(store, exchange)));
  await using temp = await openStoreTempFile(store);
  const { sizeBytes, md5, checksums } = await readBodyInto(exchange, temp);
  const meta: ObjectMeta = {
    etag: md5.toString('hex'),
    sizeBytes,
    modifiedAtMs: Date.now(),
    headers,
    checksums,
    checksumType: 'FULL_OBJECT',
  };
  await writeMeta(temp.file, sizeBytes, meta);
  await publishObject(store, exchange, { temp, check: (current) => checkWrite(exchange, current) });
  sendEmpty(exchange.response, 200, { etag: `"${meta.etag}"`, ...checksumHeaders(meta) });
};
