import { digestsOf } from '../body/digests.js';
import { headerChecksums } from '../body/expected-checksums.js';
import { readDocument } from '../body/read-body.js';
import type { Exchange } from '../http/exchange.js';
import { checksumElements } from '../http/object-headers.js';
import { sendXml } from '../http/respond.js';
import { S3Error } from '../http/s3-error.js';
import { publishObject } from '../objects/publish-object.js';
import { checkWrite } from '../objects/put-object.js';
import { type ObjectMeta, writeMeta } from '../store/object-file.js';
import { objectPath, openStoreTempFile, readObjectMeta } from '../store/store.js';
import { readParts, type StoredPart } from './list-parts.js';
import { movePartsToObject } from './move-parts.js';
import { multipartChecksum } from './multipart-checksum.js';
import { matchParts, parseRequestedParts, type RequestedPart, requireChecksums } from './requested-parts.js';
import { requireOpenUpload, type Upload } from './upload-record.js';

const metaOf = (upload: Upload, parts: StoredPart[]): ObjectMeta => {
  const { checksum, checksumType } = upload;
  const md5s = Buffer.concat(parts.map(({ meta }) => Buffer.from(meta.etag, 'hex')));
  return {
    etag: `${digestsOf(md5s, ['md5']).md5?.toString('hex')}-${parts.length}`,
    sizeBytes: parts.reduce((sum, { meta }) => sum + meta.sizeBytes, 0),
    modifiedAtMs: Date.now(),
    headers: upload.headers,
    checksums: checksum ? { [checksum]: multipartChecksum(checksum, checksumType, parts) } : {},
    checksumType,
    manifest: {
      uploadId: upload.uploadId,
      parts: parts.map(({ number, meta }) => ({ number, sizeBytes: meta.sizeBytes })),
    },
  };
};

/** Verifies the size and checksum that the client sent for the whole object. */
const checkObject = (exchange: Exchange, upload: Upload, meta: ObjectMeta): void => {
  const size = exchange.header('x-amz-mp-object-size');
  if (size !== undefined && Number(size) !== meta.sizeBytes) {
    throw new S3Error('InvalidRequest', 'The size of the object does not match x-amz-mp-object-size.');
  }
  const type = exchange.header('x-amz-checksum-type');
  if (upload.checksum && type !== undefined && type !== upload.checksumType) {
    throw new S3Error('InvalidRequest', `The upload was created using the ${upload.checksumType} checksum mode.`);
  }
  for (const [name, value] of headerChecksums(exchange)) {
    if (name !== upload.checksum) throw new S3Error('InvalidRequest', `The upload was not created with ${name}.`);
    if (value !== meta.checksums[name] && value !== meta.checksums[name]?.replace(/-\d+$/, '')) {
      throw new S3Error('BadDigest');
    }
  }
};

const complete = async (
  exchange: Exchange,
  upload: Upload,
  requested: readonly RequestedPart[],
): Promise<ObjectMeta> => {
  const { store } = exchange;
  const { uploadId } = upload;
  requireChecksums(upload, requested);
  const stored = await readParts(
    store,
    uploadId,
    requested.map(({ number }) => number),
  );
  const parts = matchParts(requested, stored);
  const meta = metaOf(upload, parts);
  checkObject(exchange, upload, meta);
  await using temp = await openStoreTempFile(store);
  await writeMeta(temp.file, 0, meta);
  const { manifest } = meta;
  await publishObject(store, exchange, { temp, manifest, check: (current) => checkWrite(exchange, current) });
  return meta;
};

/** The object, if this upload was already completed: clients that lost the response retry. */
const findCompleted = ({ store, bucket, key }: Exchange, uploadId: string): Promise<ObjectMeta | undefined> => {
  const path = objectPath(store, { bucket, key });
  return store.locks.exclusive(path, async () => {
    const current = await readObjectMeta(path);
    if (current?.manifest?.uploadId !== uploadId) return undefined;
    await movePartsToObject(store, current.manifest); // in case the first request failed between publishing the object and moving its parts
    return current;
  });
};

/**
 * Publishes an object that lists the parts, without copying their bytes. Idempotent: a repeated request returns the same
 * response.
 */
export const completeMultipart = async (exchange: Exchange): Promise<void> => {
  const { store, bucket, key } = exchange;
  const uploadId = exchange.query('uploadId') ?? '';
  const requested = parseRequestedParts(await readDocument(exchange, 'object'));
  const meta = await store.locks.exclusive(uploadId, async () => {
    const completed = await findCompleted(exchange, uploadId);
    return completed ?? complete(exchange, await requireOpenUpload(store, exchange, uploadId), requested);
  });
  sendXml(exchange.response, 'CompleteMultipartUploadResult', {
    Location: `http://${exchange.header('host') ?? ''}/${bucket}/${key.split('/').map(encodeURIComponent).join('/')}`,
    Bucket: bucket,
    Key: key,
    ETag: `"${meta.etag}"`,
    ...checksumElements(meta),
  });
};
