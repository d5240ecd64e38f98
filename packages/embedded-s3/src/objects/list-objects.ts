import { CHECKSUMS } from '../body/digests.js';
import { requireBucket } from '../buckets/bucket-record.js';
import { OWNER } from '../buckets/owner.js';
import { decodeToken, encodeToken } from '../http/continuation-token.js';
import { type Exchange, wholeNumber } from '../http/exchange.js';
import { sendXml } from '../http/respond.js';
import { S3Error } from '../http/s3-error.js';
import { objectsFolder, readObjectMeta } from '../store/store.js';
import { walkKeys } from '../store/walk-keys.js';
import type { XmlNode } from '../xml/write-xml.js';
import { collectPage, type Item, markerPosition, type Page } from './collect-page.js';
import { type Encode, nameEncoder } from './name-encoder.js';

const MAX_KEYS = 1_000;

type Listing = { prefix: string; delimiter: string; maxKeys: number; encode: Encode; page: Page };

const list = async (exchange: Exchange, after: (prefix: string, delimiter: string) => string): Promise<Listing> => {
  const { store, bucket } = exchange;
  await requireBucket(store, bucket);
  const [prefix, delimiter] = [exchange.query('prefix') ?? '', exchange.query('delimiter') ?? ''];
  const encode = nameEncoder(exchange.query('encoding-type'));
  const maxKeys = Math.min(
    MAX_KEYS,
    wholeNumber(exchange, 'max-keys', { min: 0, max: 2 ** 31 - 1, default: MAX_KEYS }),
  );
  const page = await collectPage(
    { prefix, after: after(prefix, delimiter) },
    (cursor) => walkKeys(objectsFolder(store, bucket), cursor),
    { delimiter, limit: maxKeys },
  );
  return { prefix, delimiter, maxKeys, encode, page };
};

/** Omits an object that was deleted in the meantime. */
const objectNode = async (item: Item & { kind: 'object' }, encode: Encode, showsOwner: boolean): Promise<XmlNode[]> => {
  const meta = await readObjectMeta(item.path);
  if (!meta) return [];
  const algorithms = CHECKSUMS.filter((name) => meta.checksums[name] !== undefined);
  return [
    {
      Key: encode(item.key),
      LastModified: new Date(meta.modifiedAtMs).toISOString(),
      ETag: `"${meta.etag}"`,
      ChecksumAlgorithm: algorithms.map((name) => name.toUpperCase()),
      ChecksumType: algorithms.length > 0 ? meta.checksumType : undefined,
      Size: meta.sizeBytes,
      Owner: showsOwner ? OWNER : undefined,
      StorageClass: 'STANDARD',
    },
  ];
};

const commonNodes = async (
  exchange: Exchange,
  { prefix, delimiter, maxKeys, encode, page }: Listing,
  showsOwner: boolean,
) => {
  const objects = page.items.filter((item) => item.kind === 'object');
  const prefixes = page.items.filter((item) => item.kind === 'prefix');
  return {
    Name: exchange.bucket,
    Prefix: encode(prefix),
    Delimiter: delimiter ? encode(delimiter) : undefined,
    MaxKeys: maxKeys,
    EncodingType: exchange.query('encoding-type') || undefined,
    IsTruncated: page.isTruncated,
    Contents: (await Promise.all(objects.map((item) => objectNode(item, encode, showsOwner)))).flat(),
    CommonPrefixes: prefixes.map(({ key }) => ({ Prefix: encode(key) })),
  };
};

export const listObjectsV2 = async (exchange: Exchange): Promise<void> => {
  const [token, startAfter] = [exchange.query('continuation-token'), exchange.query('start-after')];
  const continuesAfter = decodeToken(token);
  const listing = await list(exchange, (prefix, delimiter) =>
    continuesAfter ? markerPosition(continuesAfter, prefix, delimiter) : (startAfter ?? ''),
  );
  const { page, encode } = listing;
  const last = page.items.at(-1)?.key;
  const nodes = await commonNodes(exchange, listing, exchange.query('fetch-owner') === 'true');
  sendXml(exchange.response, 'ListBucketResult', {
    ...nodes,
    KeyCount: nodes.Contents.length + nodes.CommonPrefixes.length,
    ContinuationToken: token,
    NextContinuationToken: page.isTruncated && last !== undefined ? encodeToken(last) : undefined,
    StartAfter: startAfter === undefined ? undefined : encode(startAfter),
  });
};

/** Version 1 of ListObjects, for older clients. */
export const listObjectsV1 = async (exchange: Exchange): Promise<void> => {
  // Rejects unknown versions, which would otherwise be treated as version 1.
  if (exchange.query('list-type') !== undefined) {
    throw new S3Error('InvalidArgument', 'Invalid List Type specified in Request');
  }
  const marker = exchange.query('marker') ?? '';
  const listing = await list(exchange, (prefix, delimiter) => markerPosition(marker, prefix, delimiter));
  const { page, encode, delimiter } = listing;
  const last = page.items.at(-1)?.key;
  sendXml(exchange.response, 'ListBucketResult', {
    ...(await commonNodes(exchange, listing, true)),
    Marker: encode(marker),
    // S3 sends NextMarker only with a delimiter; otherwise clients continue from the last key.
    NextMarker: page.isTruncated && delimiter && last !== undefined ? encode(last) : undefined,
  });
};
