import { headerClaims } from '../body/claims.js';
import { digestsOf } from '../body/digests.js';
import { readDocument } from '../body/read-body.js';
import type { Exchange } from '../http/exchange.js';
import { checksumElements } from '../http/object-headers.js';
import { sendXml } from '../http/respond.js';
import { S3Error } from '../http/s3-error.js';
import { publishObject } from '../objects/publish-object.js';
import { checkWrite } from '../objects/put-object.js';
import { type ObjectMeta, writeMeta } from '../store/object-file.js';
import { objectPath, openStoreAside, readObjectMeta } from '../store/store.js';
import { joinedChecksum } from './joined-checksum.js';
import { keepUsedParts } from './keep-used-parts.js';
import { readParts, type StoredPart } from './list-parts.js';
import { requireOpenUpload, type Upload } from './upload-record.js';
import { matchParts, parseWantedParts, requireChecksums, type WantedPart } from './wanted-parts.js';

const metaOf = (upload: Upload, parts: StoredPart[]): ObjectMeta => {
  const { checksum, checksumType } = upload;
  const md5s = Buffer.concat(parts.map(({ meta }) => Buffer.from(meta.etag, 'hex')));
  return {
    etag: `${digestsOf(md5s, ['md5']).md5?.toString('hex')}-${parts.length}`,
    sizeBytes: parts.reduce((sum, { meta }) => sum + meta.sizeBytes, 0),
    modifiedAtMs: Date.now(),
    headers: upload.headers,
    checksums: checksum ? { [checksum]: joinedChecksum(checksum, checksumType, parts) } : {},
    checksumType,
    manifest: {
      uploadId: upload.uploadId,
      parts: parts.map(({ number, meta }) => ({ number, sizeBytes: meta.sizeBytes })),
    },
  };
};

/** Checks what the client says the whole object is: its size and its checksum. */
const checkWhole = (exchange: Exchange, upload: Upload, meta: ObjectMeta): void => {
  const size = exchange.header('x-amz-mp-object-size');
  if (size !== undefined && Number(size) !== meta.sizeBytes) {
    throw new S3Error('InvalidRequest', 'The object is not of the size that x-amz-mp-object-size says.');
  }
  const type = exchange.header('x-amz-checksum-type');
  if (upload.checksum && type !== undefined && type !== upload.checksumType) {
    throw new S3Error('InvalidRequest', `The upload was created using the ${upload.checksumType} checksum mode.`);
  }
  for (const [name, value] of headerClaims(exchange)) {
    if (name !== upload.checksum) throw new S3Error('InvalidRequest', `The upload was not created with ${name}.`);
    if (value !== meta.checksums[name] && value !== meta.checksums[name]?.replace(/-\d+$/, '')) {
      throw new S3Error('BadDigest');
    }
  }
};

const complete = async (exchange: Exchange, upload: Upload, wanted: readonly WantedPart[]): Promise<ObjectMeta> => {
  const { store } = exchange;
  const { uploadId } = upload;
  requireChecksums(upload, wanted);
  const stored = await readParts(
    store,
    uploadId,
    wanted.map(({ number }) => number),
  );
  const parts = matchParts(wanted, stored);
  const meta = metaOf(upload, parts);
  checkWhole(exchange, upload, meta);
  await using aside = await openStoreAside(store);
  await writeMeta(aside.file, 0, meta);
  const { manifest } = meta;
  await publishObject(store, exchange, { aside, manifest, check: (current) => checkWrite(exchange, current) });
  return meta;
};

/** The object that this upload has already become: a client that lost the answer asks again. */
const alreadyMade = ({ store, bucket, key }: Exchange, uploadId: string): Promise<ObjectMeta | undefined> => {
  const path = objectPath(store, { bucket, key });
  return store.locks.run(path, async () => {
    const current = await readObjectMeta(path);
    if (current?.manifest?.uploadId !== uploadId) return undefined;
    await keepUsedParts(store, current.manifest); // the disk may have failed just there, the first time
    return current;
  });
};

/**
 * Makes one object of the parts, without moving a byte: the object is a list of its parts. Asked again for an upload
 * that has become the object, it answers the same again.
 */
export const completeMultipart = async (exchange: Exchange): Promise<void> => {
  const { store, bucket, key } = exchange;
  const uploadId = exchange.query('uploadId') ?? '';
  const wanted = parseWantedParts(await readDocument(exchange, 'object'));
  const meta = await store.locks.run(uploadId, async () => {
    const made = await alreadyMade(exchange, uploadId);
    return made ?? complete(exchange, await requireOpenUpload(store, exchange, uploadId), wanted);
  });
  sendXml(exchange.response, 'CompleteMultipartUploadResult', {
    Location: `http://${exchange.header('host') ?? ''}/${bucket}/${key.split('/').map(encodeURIComponent).join('/')}`,
    Bucket: bucket,
    Key: key,
    ETag: `"${meta.etag}"`,
    ...checksumElements(meta),
  });
};
