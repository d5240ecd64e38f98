import { deleteBucketCors, getBucketCors, putBucketCors } from '../buckets/bucket-cors.js';
import { deleteBucket, getBucketLocation, getBucketVersioning, headBucket } from '../buckets/bucket-operations.js';
import { createBucket } from '../buckets/create-bucket.js';
import { listBuckets } from '../buckets/list-buckets.js';
import { abortMultipart } from '../multipart/abort-multipart.js';
import { completeMultipart } from '../multipart/complete-multipart.js';
import { createMultipart } from '../multipart/create-multipart.js';
import { listMultiparts } from '../multipart/list-multiparts.js';
import { listParts } from '../multipart/list-parts.js';
import { uploadPart } from '../multipart/upload-part.js';
import { uploadPartCopy } from '../multipart/upload-part-copy.js';
import { copyObject } from '../objects/copy-object.js';
import { deleteObject, deleteObjects } from '../objects/delete-objects.js';
import { getObject } from '../objects/get-object.js';
import { getObjectTagging } from '../objects/get-object-tagging.js';
import { listObjectsV1, listObjectsV2 } from '../objects/list-objects.js';
import { putObject } from '../objects/put-object.js';
import type { Exchange } from './exchange.js';
import type { RequestTarget } from './request-target.js';
import { S3Error } from './s3-error.js';
import { SUPPORTED_SUBRESOURCES, UNSUPPORTED_SUBRESOURCES } from './unsupported.js';

export type Operation = (exchange: Exchange) => Promise<void>;
type Level = 'service' | 'bucket' | 'object';
type Route = {
  level: Level;
  method: string;
  /** A required query parameter, and its required value. */
  query?: string;
  value?: string;
  /** An additional parameter that the operation reads. */
  reads?: string;
  /** A required header. */
  header?: string;
  operation: Operation;
};

/** From most to least specific; the first match wins. */
const ROUTES: readonly Route[] = [
  { level: 'service', method: 'GET', operation: listBuckets },
  { level: 'bucket', method: 'GET', query: 'location', operation: getBucketLocation },
  { level: 'bucket', method: 'GET', query: 'versioning', operation: getBucketVersioning },
  { level: 'bucket', method: 'GET', query: 'cors', operation: getBucketCors },
  { level: 'bucket', method: 'PUT', query: 'cors', operation: putBucketCors },
  { level: 'bucket', method: 'DELETE', query: 'cors', operation: deleteBucketCors },
  { level: 'bucket', method: 'GET', query: 'uploads', operation: listMultiparts },
  { level: 'bucket', method: 'GET', query: 'list-type', value: '2', operation: listObjectsV2 },
  { level: 'bucket', method: 'GET', operation: listObjectsV1 },
  { level: 'bucket', method: 'POST', query: 'delete', operation: deleteObjects },
  { level: 'bucket', method: 'PUT', operation: createBucket },
  { level: 'bucket', method: 'HEAD', operation: headBucket },
  { level: 'bucket', method: 'DELETE', operation: deleteBucket },
  { level: 'object', method: 'POST', query: 'uploads', operation: createMultipart },
  { level: 'object', method: 'POST', query: 'uploadId', operation: completeMultipart },
  { level: 'object', method: 'GET', query: 'uploadId', operation: listParts },
  { level: 'object', method: 'GET', query: 'tagging', operation: getObjectTagging },
  { level: 'object', method: 'DELETE', query: 'uploadId', operation: abortMultipart },
  {
    level: 'object',
    method: 'PUT',
    query: 'uploadId',
    header: 'x-amz-copy-source',
    reads: 'partNumber',
    operation: uploadPartCopy,
  },
  { level: 'object', method: 'PUT', query: 'uploadId', reads: 'partNumber', operation: uploadPart },
  { level: 'object', method: 'PUT', header: 'x-amz-copy-source', operation: copyObject },
  { level: 'object', method: 'PUT', operation: putObject },
  { level: 'object', method: 'GET', reads: 'partNumber', operation: getObject },
  { level: 'object', method: 'HEAD', reads: 'partNumber', operation: getObject },
  { level: 'object', method: 'DELETE', operation: deleteObject },
];

/** @throws NotImplemented or MethodNotAllowed for a subresource that the route doesn't handle: ignoring it would run the wrong operation */
const rejectOtherSubresources = (route: Route | undefined, query: RequestTarget['query']): void => {
  for (const [name] of query) {
    if (name === route?.query || name === route?.reads) continue;
    if (UNSUPPORTED_SUBRESOURCES.has(name)) {
      throw new S3Error('NotImplemented', `The subresource ${name} is not implemented.`);
    }
    if (SUPPORTED_SUBRESOURCES.has(name)) throw new S3Error('MethodNotAllowed');
  }
};

/** The operation for a request. @throws NotImplemented or MethodNotAllowed if there is none */
export const findOperation = (
  method: string,
  { bucket, key, query }: RequestTarget,
  header: (name: string) => string | undefined,
): Operation => {
  const level: Level = bucket === undefined ? 'service' : key === undefined ? 'bucket' : 'object';
  const parameters = new Map(query);
  const route = ROUTES.find(
    (candidate) =>
      candidate.level === level &&
      candidate.method === method &&
      (candidate.query === undefined || parameters.has(candidate.query)) &&
      (candidate.value === undefined || parameters.get(candidate.query ?? '') === candidate.value) &&
      (candidate.header === undefined || header(candidate.header) !== undefined),
  );
  rejectOtherSubresources(route, query);
  if (!route) throw new S3Error('MethodNotAllowed');
  return route.operation;
};
