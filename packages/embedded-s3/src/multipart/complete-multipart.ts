import { CHECKSUMS, digestsOf } from '../body/digests.js';
import { headerClaims, readDocument } from '../body/read-body.js';
import type { Exchange } from '../http/exchange.js';
import { checksumElements } from '../http/object-headers.js';
import { sendXml } from '../http/respond.js';
import { S3Error } from '../http/s3-error.js';
import { publishObject } from '../objects/publish-object.js';
import { checkWrite } from '../objects/put-object.js';
import { type ObjectMeta, writeMeta } from '../store/object-file.js';
import { objectPath, openStoreAside, readObjectMeta } from '../store/store.js';
import { childElements, childText, readXml } from '../xml/read-xml.js';
import { joinedChecksum } from './joined-checksum.js';
import { readParts, type StoredPart } from './list-parts.js';
import { settleParts } from './settle-parts.js';
import { requireOpenUpload, type Upload } from './upload-record.js';

const MAX_PARTS = 10_000;
const MIN_PART_BYTES = 5 * 1024 * 1024;

type WantedPart = { number: number; etag: string; checksums: ObjectMeta['checksums'] };

const unquote = (etag: string): string => etag.trim().replace(/^"|"$/g, '');

/** The parts that the client names; InvalidPartOrder unless their numbers rise. */
export const parseWantedParts = (document: string): WantedPart[] => {
  const parts = childElements(readXml(document, 'CompleteMultipartUpload'), 'Part').map((part) => ({
    number: Number(childText(part, 'PartNumber') ?? Number.NaN),
    etag: unquote(childText(part, 'ETag') ?? ''),
    checksums: Object.fromEntries(
      CHECKSUMS.flatMap((name) => {
        const value = childText(part, `Checksum${name.toUpperCase()}`);
        return value === undefined ? [] : [[name, value]];
      }),
    ),
  }));
  if (parts.length === 0 || parts.length > MAX_PARTS) throw new S3Error('MalformedXML');
  if (!parts.every(({ number }) => Number.isInteger(number))) throw new S3Error('MalformedXML');
  const isRising = parts.every(({ number }, index) => index === 0 || number > (parts[index - 1]?.number ?? 0));
  if (!isRising) throw new S3Error('InvalidPartOrder');
  return parts;
};

/** Throws InvalidPart for a part that is not there or not the one that is meant, EntityTooSmall for one below 5 MiB. */
export const matchParts = (wanted: readonly WantedPart[], stored: readonly StoredPart[]): StoredPart[] => {
  const byNumber = new Map(stored.map((part) => [part.number, part]));
  const matched = wanted.map(({ number, etag, checksums }) => {
    const part = byNumber.get(number);
    const isSame = CHECKSUMS.every((name) => !checksums[name] || checksums[name] === part?.meta.checksums[name]);
    if (part?.meta.etag !== etag || !isSame) throw new S3Error('InvalidPart');
    return part;
  });
  const isTooSmall = matched.slice(0, -1).some(({ meta }) => meta.sizeBytes < MIN_PART_BYTES);
  if (isTooSmall) throw new S3Error('EntityTooSmall');
  return matched;
};

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
    await settleParts(store, current.manifest); // the disk may have failed just there, the first time
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
