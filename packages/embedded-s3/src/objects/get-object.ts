import { parseRange } from '../http/byte-range.js';
import { type Conditions, evaluateConditions } from '../http/conditions.js';
import type { Exchange } from '../http/exchange.js';
import { describeObject } from '../http/object-headers.js';
import { sendChunks, sendEmpty } from '../http/respond.js';
import { S3Error } from '../http/s3-error.js';
import type { ObjectMeta } from '../store/object-file.js';
import { openObject } from './open-object.js';
import { type ObjectPart, partChecksums, requestedPart } from './part-of-object.js';
import { readRange } from './read-range.js';

const conditionsOf = (exchange: Exchange): Conditions => ({
  ifMatch: exchange.header('if-match'),
  ifNoneMatch: exchange.header('if-none-match'),
  ifModifiedSince: exchange.header('if-modified-since'),
  ifUnmodifiedSince: exchange.header('if-unmodified-since'),
});

/** The range is ignored if If-Range doesn't match the ETag. */
const rangeHeader = (exchange: Exchange, { etag }: ObjectMeta): string | undefined => {
  const ifRange = exchange.header('if-range');
  return ifRange === undefined || ifRange === `"${etag}"` ? exchange.header('range') : undefined;
};

const requireRange = (exchange: Exchange, meta: ObjectMeta) => {
  const range = parseRange(rangeHeader(exchange, meta), meta.sizeBytes);
  if (range !== 'unsatisfiable') return range;
  throw new S3Error('InvalidRange', undefined, { 'content-range': `bytes */${meta.sizeBytes}` });
};

const sendNotModified = ({ response }: Exchange, meta: ObjectMeta): void => {
  response.writeHead(304, { etag: `"${meta.etag}"`, 'last-modified': new Date(meta.modifiedAtMs).toUTCString() });
  response.end();
};

/** Headers for the whole object, a part, or a range, which has no checksum. */
const headersOf = async (exchange: Exchange, meta: ObjectMeta, part: ObjectPart | undefined, isWhole: boolean) => {
  if (!part) return describeObject(exchange, meta, isWhole ? meta.checksums : {});
  const headers = describeObject(exchange, meta, await partChecksums(exchange.store, meta, part));
  return part.count === undefined ? headers : { ...headers, 'x-amz-mp-parts-count': part.count };
};

/** GET and HEAD of an object: conditions, one range or one part, overridden headers. */
export const getObject = async (exchange: Exchange): Promise<void> => {
  await using object = await openObject(exchange.store, exchange);
  const { meta } = object;
  const verdict = evaluateConditions(conditionsOf(exchange), meta);
  if (verdict === 'failed') throw new S3Error('PreconditionFailed');
  // Takes precedence over the range: RFC 9110, 13.2.2.
  if (verdict === 'notModified') return sendNotModified(exchange, meta);
  const part = requestedPart(exchange, meta);
  const range = part ? part.range : requireRange(exchange, meta);
  const headers = await headersOf(exchange, meta, part, range === undefined);
  const { response } = exchange;
  const { start, end } = range ?? { start: 0, end: part ? -1 : meta.sizeBytes - 1 };
  if (range) headers['content-range'] = `bytes ${start}-${end}/${meta.sizeBytes}`;
  headers['content-length'] = end - start + 1;
  if (exchange.method === 'HEAD' || end < start) return sendEmpty(response, range ? 206 : 200, headers);
  response.writeHead(range ? 206 : 200, headers);
  await sendChunks(response, readRange(exchange.store, object, { start, end }));
};
