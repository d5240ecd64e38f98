import { readDocument, requireDigest } from '../body/read-body.js';
import { requireBucket } from '../buckets/bucket-record.js';
import type { Exchange } from '../http/exchange.js';
import { sendEmpty, sendXml } from '../http/respond.js';
import { S3Error, toS3Error } from '../http/s3-error.js';
import type { ObjectMeta } from '../store/object-file.js';
import { childElements, childText, readXml, type XmlElement } from '../xml/read-xml.js';
import type { XmlNode } from '../xml/write-xml.js';
import { removeObject } from './publish-object.js';
import { checkConditions } from './put-object.js';

const MAX_KEYS = 1_000;
const MAX_KEY_BYTES = 1_024;

/** As on AWS, a missing object doesn't match If-Match, not even `*`. */
const matching =
  (ifMatch: string | undefined) =>
  (current: ObjectMeta | undefined): void =>
    checkConditions({ ifMatch, ifNoneMatch: undefined }, current);

/** Deletes an object. Succeeds if it doesn't exist, unless If-Match is set. */
export const deleteObject = async (exchange: Exchange): Promise<void> => {
  await requireBucket(exchange.store, exchange.bucket);
  await removeObject(exchange.store, exchange, matching(exchange.header('if-match')));
  sendEmpty(exchange.response, 204);
};

type DeleteEntry = { key: string; etag: string | undefined; isSupported: boolean };
type Outcome = { isDeleted: boolean; node: XmlNode };

/** Ignoring a version or a condition could delete what the client wants to keep. */
const UNSUPPORTED = ['VersionId', 'LastModifiedTime', 'Size'];

const parseEntry = (element: XmlElement): DeleteEntry => ({
  key: childText(element, 'Key') ?? '',
  etag: childText(element, 'ETag'),
  isSupported: UNSUPPORTED.every((name) => !childText(element, name)),
});

const deleteOne = async ({ store, bucket }: Exchange, { key, etag, isSupported }: DeleteEntry): Promise<Outcome> => {
  try {
    if (Buffer.byteLength(key) > MAX_KEY_BYTES) throw new S3Error('KeyTooLongError');
    if (!isSupported) throw new S3Error('NotImplemented');
    await removeObject(store, { bucket, key }, matching(etag));
    return { isDeleted: true, node: { Key: key } };
  } catch (error) {
    const { code, message } = toS3Error(error);
    return { isDeleted: false, node: { Key: key, Code: code, Message: message } };
  }
};

/** Deletes up to 1,000 objects and reports each result, or only failures in quiet mode. */
export const deleteObjects = async (exchange: Exchange): Promise<void> => {
  await requireBucket(exchange.store, exchange.bucket);
  requireDigest(exchange);
  const document = readXml(await readDocument(exchange), 'Delete');
  const all = childElements(document, 'Object').map(parseEntry);
  if (all.length === 0 || all.length > MAX_KEYS || all.some(({ key }) => key === '')) {
    throw new S3Error('MalformedXML');
  }
  const outcomes: Outcome[] = [];
  for (const entry of all) outcomes.push(await deleteOne(exchange, entry));
  const isQuiet = childText(document, 'Quiet') === 'true';
  sendXml(exchange.response, 'DeleteResult', {
    Deleted: isQuiet ? [] : outcomes.filter(({ isDeleted }) => isDeleted).map(({ node }) => node),
    Error: outcomes.filter(({ isDeleted }) => !isDeleted).map(({ node }) => node),
  });
};
