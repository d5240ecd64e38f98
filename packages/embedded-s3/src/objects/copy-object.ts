import { randomBytes } from 'node:crypto';
import { copyFile, link } from 'node:fs/promises';
import { join } from 'node:path';
import { requireBucket } from '../buckets/bucket-record.js';
import type { Exchange } from '../http/exchange.js';
import { checksumElements, keptHeaders } from '../http/object-headers.js';
import { sendXml } from '../http/respond.js';
import { S3Error } from '../http/s3-error.js';
import { COMPLETED_FILE } from '../multipart/upload-record.js';
import { writeUpload } from '../multipart/write-upload.js';
import { type Manifest, type ObjectMeta, writeMeta } from '../store/object-file.js';
import { partFileName } from '../store/part-folders.js';
import { type ObjectRef, type OpenObject, openStoreAside, publishObject, type Store } from '../store/store.js';
import { type Aside, syncFolder } from '../store/write-aside.js';
import { openCopySource } from './copy-source.js';
import { checkWrite } from './put-object.js';
import { readRange } from './read-range.js';

const MAX_COPY_BYTES = 5 * 1024 ** 3;

/** Parts never change, so a copy of a multipart object shares their bytes with it where the file system can link. */
const sharePart = async (from: string, to: string): Promise<void> => {
  try {
    await link(from, to);
  } catch {
    await copyFile(from, to);
  }
};

const shareParts = async (store: Store, manifest: Manifest, ref: ObjectRef, meta: ObjectMeta): Promise<Manifest> => {
  const uploadId = randomBytes(16).toString('hex');
  const { bucket, key } = ref;
  const record = { bucket, key, headers: meta.headers, initiatedAtMs: Date.now(), checksumType: meta.checksumType };
  await writeUpload(store, uploadId, record, COMPLETED_FILE);
  const [from, to] = [store.partFolders.path(manifest.uploadId), store.partFolders.path(uploadId)];
  for (const { number } of manifest.parts) {
    await sharePart(join(from, partFileName(number)), join(to, partFileName(number)));
  }
  await syncFolder(to);
  return { uploadId, parts: manifest.parts };
};

const copyData = async (store: Store, source: OpenObject, aside: Aside): Promise<void> => {
  let position = 0;
  for await (const chunk of readRange(store, source, { start: 0, end: source.meta.sizeBytes - 1 })) {
    for (let done = 0; done < chunk.length; ) {
      done += (await aside.file.write(chunk, done, chunk.length - done, position + done)).bytesWritten;
    }
    position += chunk.length;
  }
};

const metaOf = (exchange: Exchange, source: OpenObject & { ref: ObjectRef }): ObjectMeta => {
  const isReplacing = exchange.header('x-amz-metadata-directive')?.toUpperCase() === 'REPLACE';
  const isSelf = source.ref.bucket === exchange.bucket && source.ref.key === exchange.key;
  if (isSelf && !isReplacing) {
    throw new S3Error('InvalidRequest', 'This copy request is illegal: it copies an object to itself unchanged.');
  }
  if (source.meta.sizeBytes > MAX_COPY_BYTES) {
    throw new S3Error('InvalidRequest', 'The source is larger than CopyObject allows: 5368709120 bytes.');
  }
  const headers = isReplacing ? keptHeaders(exchange) : source.meta.headers;
  return { ...source.meta, headers, modifiedAtMs: Date.now() };
};

/** Copies an object inside the store, with its metadata or with that of the request. */
export const copyObject = async (exchange: Exchange): Promise<void> => {
  const { store } = exchange;
  await requireBucket(store, exchange.bucket);
  await using source = await openCopySource(exchange);
  const meta = metaOf(exchange, source);
  await using aside = await openStoreAside(store);
  if (meta.manifest) meta.manifest = await shareParts(store, meta.manifest, exchange, meta);
  else if (meta.sizeBytes > 0) await copyData(store, source, aside);
  try {
    await writeMeta(aside.file, meta.manifest ? 0 : meta.sizeBytes, meta);
    await publishObject(store, exchange, { aside, check: (current) => checkWrite(exchange, current) });
  } catch (error) {
    if (meta.manifest) await store.partFolders.discard(meta.manifest.uploadId);
    throw error;
  }
  sendXml(exchange.response, 'CopyObjectResult', {
    LastModified: new Date(meta.modifiedAtMs).toISOString(),
    ETag: `"${meta.etag}"`,
    ...checksumElements(meta),
  });
};
