import { type Checksum, createDigests } from '../body/digests.js';
import { requestedAlgorithm } from '../body/expected-checksums.js';
import { requireBucket } from '../buckets/bucket-record.js';
import type { Exchange } from '../http/exchange.js';
import { checksumElements, storedHeaders } from '../http/object-headers.js';
import { sendXml } from '../http/respond.js';
import { S3Error } from '../http/s3-error.js';
import { type ObjectMeta, writeMeta } from '../store/object-file.js';
import { type ObjectRef, type OpenObject, openStoreTempFile, type Store } from '../store/store.js';
import type { TempFile } from '../store/temp-file.js';
import { openCopySource } from './copy-source.js';
import { publishObject } from './publish-object.js';
import { checkWrite } from './put-object.js';
import { readRange } from './read-range.js';
import { shareParts } from './share-parts.js';

const MAX_COPY_BYTES = 5 * 1024 ** 3;

const copyData = async (store: Store, source: OpenObject, temp: TempFile): Promise<void> => {
  let position = 0;
  for await (const chunk of readRange(store, source, { start: 0, end: source.meta.sizeBytes - 1 })) {
    for (let done = 0; done < chunk.length; ) {
      done += (await temp.file.write(chunk, done, chunk.length - done, position + done)).bytesWritten;
    }
    position += chunk.length;
  }
};

const isReplacing = (exchange: Exchange): boolean => {
  const directive = exchange.header('x-amz-metadata-directive') ?? 'COPY';
  if (directive !== 'COPY' && directive !== 'REPLACE') {
    throw new S3Error('InvalidArgument', 'Unknown metadata directive.');
  }
  return directive === 'REPLACE';
};

/** The source's checksums, or a FULL_OBJECT one if the request specifies an algorithm. */
const checksumsOf = async (
  { store }: Exchange,
  source: OpenObject,
  requested: Checksum | undefined,
): Promise<Pick<ObjectMeta, 'checksums' | 'checksumType'>> => {
  const { checksums, checksumType, sizeBytes } = source.meta;
  if (requested === undefined) return { checksums, checksumType };
  const known = checksumType === 'FULL_OBJECT' ? checksums[requested] : undefined;
  const hasher = createDigests([requested]);
  const chunks = known === undefined && sizeBytes > 0 ? readRange(store, source, { start: 0, end: sizeBytes - 1 }) : [];
  for await (const chunk of chunks) hasher.update(chunk);
  const value = known ?? hasher.digest()[requested]?.toString('base64');
  return { checksums: { [requested]: value }, checksumType: 'FULL_OBJECT' };
};

const metaOf = async (exchange: Exchange, source: OpenObject & { ref: ObjectRef }): Promise<ObjectMeta> => {
  const replaces = isReplacing(exchange);
  const requested = requestedAlgorithm(exchange);
  const isSelf = source.ref.bucket === exchange.bucket && source.ref.key === exchange.key;
  if (isSelf && !replaces) {
    throw new S3Error('InvalidRequest', 'This copy request is illegal: it copies an object to itself unchanged.');
  }
  if (source.meta.sizeBytes > MAX_COPY_BYTES) {
    throw new S3Error('InvalidRequest', 'The source is larger than CopyObject allows: 5368709120 bytes.');
  }
  const headers = replaces ? storedHeaders(exchange) : source.meta.headers;
  return { ...source.meta, ...(await checksumsOf(exchange, source, requested)), headers, modifiedAtMs: Date.now() };
};

/** Copies an object, with its own metadata or that of the request. */
export const copyObject = async (exchange: Exchange): Promise<void> => {
  const { store } = exchange;
  await requireBucket(store, exchange.bucket);
  await using source = await openCopySource(exchange);
  const meta = await metaOf(exchange, source);
  await using temp = await openStoreTempFile(store);
  await using parts = meta.manifest && (await shareParts(store, exchange, { ...meta, manifest: meta.manifest }));
  const manifest = parts?.manifest;
  if (!manifest && meta.sizeBytes > 0) await copyData(store, source, temp);
  await writeMeta(temp.file, manifest ? 0 : meta.sizeBytes, { ...meta, manifest });
  await publishObject(store, exchange, { temp, manifest, check: (current) => checkWrite(exchange, current) });
  sendXml(exchange.response, 'CopyObjectResult', {
    LastModified: new Date(meta.modifiedAtMs).toISOString(),
    ETag: `"${meta.etag}"`,
    ...checksumElements(meta),
  });
};
