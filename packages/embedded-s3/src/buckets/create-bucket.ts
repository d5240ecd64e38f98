import { readDocument } from '../body/read-body.js';
import type { Exchange } from '../http/exchange.js';
import { sendEmpty } from '../http/respond.js';
import { S3Error } from '../http/s3-error.js';
import { childElements, childText, readXml } from '../xml/read-xml.js';
import { addBucket } from './bucket-record.js';

/** Kinds of buckets, and tags, that there are none of here. */
const UNSUPPORTED = ['Bucket', 'Location', 'Tags'];

const hasBody = (exchange: Exchange): boolean =>
  exchange.header('transfer-encoding') !== undefined || Number(exchange.header('content-length') ?? 0) > 0;

/** There is one place only: InvalidLocationConstraint for any other. */
const checkConfiguration = (document: string, region: string): void => {
  const configuration = readXml(document, 'CreateBucketConfiguration');
  if (UNSUPPORTED.some((name) => childElements(configuration, name).length > 0)) throw new S3Error('NotImplemented');
  const location = childText(configuration, 'LocationConstraint');
  if (location && location !== region) throw new S3Error('InvalidLocationConstraint');
};

/** Makes a bucket; one that is there already stays as it is. */
export const createBucket = async (exchange: Exchange): Promise<void> => {
  const { store, bucket, region, response } = exchange;
  if (hasBody(exchange)) checkConfiguration(await readDocument(exchange), region);
  else exchange.invite();
  await addBucket(store, bucket);
  sendEmpty(response, 200, { location: `/${bucket}` });
};
