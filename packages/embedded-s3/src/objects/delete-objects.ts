import { readDocument } from '../body/read-body.js';
import { requireBucket } from '../buckets/bucket-record.js';
import type { Exchange } from '../http/exchange.js';
import { sendEmpty, sendXml } from '../http/respond.js';
import { S3Error, toS3Error } from '../http/s3-error.js';
import { childElements, childText, readXml } from '../xml/read-xml.js';
import type { XmlNode } from '../xml/write-xml.js';
import { removeObject } from './publish-object.js';

const MAX_KEYS = 1_000;
const MAX_KEY_BYTES = 1_024;

/** Deletes an object; one that is not there counts as deleted. */
export const deleteObject = async (exchange: Exchange): Promise<void> => {
  await requireBucket(exchange.store, exchange.bucket);
  await removeObject(exchange.store, exchange);
  sendEmpty(exchange.response, 204);
};

type Outcome = { isDeleted: boolean; node: XmlNode };

const deleteOne = async ({ store, bucket }: Exchange, key: string): Promise<Outcome> => {
  try {
    if (Buffer.byteLength(key) > MAX_KEY_BYTES) throw new S3Error('KeyTooLongError');
    await removeObject(store, { bucket, key });
    return { isDeleted: true, node: { Key: key } };
  } catch (error) {
    const { code, message } = toS3Error(error);
    return { isDeleted: false, node: { Key: key, Code: code, Message: message } };
  }
};

/** Deletes up to 1,000 objects and says of each what came of it; quietly, only of those that failed. */
export const deleteObjects = async (exchange: Exchange): Promise<void> => {
  await requireBucket(exchange.store, exchange.bucket);
  const document = readXml(await readDocument(exchange), 'Delete');
  const keys = childElements(document, 'Object').map((object) => childText(object, 'Key') ?? '');
  if (keys.length === 0 || keys.length > MAX_KEYS || keys.includes('')) throw new S3Error('MalformedXML');
  const outcomes: Outcome[] = [];
  for (const key of keys) outcomes.push(await deleteOne(exchange, key));
  const isQuiet = childText(document, 'Quiet') === 'true';
  sendXml(exchange.response, 'DeleteResult', {
    Deleted: isQuiet ? [] : outcomes.filter(({ isDeleted }) => isDeleted).map(({ node }) => node),
    Error: outcomes.filter(({ isDeleted }) => !isDeleted).map(({ node }) => node),
  });
};
