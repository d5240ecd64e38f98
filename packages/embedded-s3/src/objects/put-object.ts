import { readBodyInto } from '../body/read-body.js';
import { requireBucket } from '../buckets/bucket-record.js';
import { evaluateWrite } from '../http/conditions.js';
import type { Exchange } from '../http/exchange.js';
import { checksumHeaders, keptHeaders } from '../http/object-headers.js';
import { sendEmpty } from '../http/respond.js';
import { S3Error } from '../http/s3-error.js';
import { type ObjectMeta, writeMeta } from '../store/object-file.js';
import { objectPath, openStoreAside, readObjectMeta } from '../store/store.js';
import { publishObject } from './publish-object.js';

/** Throws PreconditionFailed if what is there may not be replaced or deleted, NoSuchKey if it should be there and isn't. */
export const checkConditions = (
  conditions: { ifMatch: string | undefined; ifNoneMatch: string | undefined },
  current: ObjectMeta | undefined,
): void => {
  const verdict = evaluateWrite(conditions, current?.etag);
  if (verdict === 'absent') throw new S3Error('NoSuchKey');
  if (verdict === 'failed') throw new S3Error('PreconditionFailed');
};

/** Throws if If-Match or If-None-Match forbid to replace what is there. */
export const checkWrite = (exchange: Exchange, current: ObjectMeta | undefined): void =>
  checkConditions({ ifMatch: exchange.header('if-match'), ifNoneMatch: exchange.header('if-none-match') }, current);

const isConditional = (exchange: Exchange): boolean =>
  exchange.header('if-match') !== undefined || exchange.header('if-none-match') !== undefined;

/** Stores the body of a request; the object appears when all of it is on the disk and everything said of it was true. */
export const putObject = async (exchange: Exchange): Promise<void> => {
  const { store } = exchange;
  await requireBucket(store, exchange.bucket);
  const headers = keptHeaders(exchange);
  // Asked again before it is published; this spares a client the upload.
  if (isConditional(exchange)) checkWrite(exchange, await readObjectMeta(objectPath(store, exchange)));
  await using aside = await openStoreAside(store);
  const { sizeBytes, md5, checksums } = await readBodyInto(exchange, aside);
  const meta: ObjectMeta = {
    etag: md5.toString('hex'),
    sizeBytes,
    modifiedAtMs: Date.now(),
    headers,
    checksums,
    checksumType: 'FULL_OBJECT',
  };
  await writeMeta(aside.file, sizeBytes, meta);
  await publishObject(store, exchange, { aside, check: (current) => checkWrite(exchange, current) });
  sendEmpty(exchange.response, 200, { etag: `"${meta.etag}"`, ...checksumHeaders(meta) });
};
