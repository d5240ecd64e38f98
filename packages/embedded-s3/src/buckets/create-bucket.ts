import { readDocument } from '../body/read-body.js';
import type { Exchange } from '../http/exchange.js';
import { sendEmpty } from '../http/respond.js';
import { S3Error } from '../http/s3-error.js';
import { childElements, childText, readXml } from '../xml/read-xml.js';
import { addBucket } from './bucket-record.js';

/** Elements for directory buckets and tags. */
const UNSUPPORTED = ['Bucket', 'Location', 'Tags'];

const hasBody = (exchange: Exchange): boolean =>
  exchange.header('transfer-encoding') !== undefined || Number(exchange.header('content-length') ?? 0) > 0;

/** @throws InvalidLocationConstraint for another region, NotImplemented for unsupported elements */
const checkConfiguration = (document: string, region: string): void => {
  const configuration = readXml(document, 'CreateBucketConfiguration');
  if (UNSUPPORTED.some((name) => childElements(configuration, name).length > 0)) throw new S3Error('NotImplemented');
  const location = childText(configuration, 'LocationConstraint');
  if (location && location !== region) throw new S3Error('InvalidLocationConstraint');
};

/** Creates a bucket. An existing one stays unchanged. */
export const createBucket = async (exchange: Exchange): Promise<void> => {
  const { store, bucket, region, response } = exchange;
  if (hasBody(exchange)) checkConfiguration(await readDocument(exchange), region);
  else exchange.sendContinue();
  await addBucket(store, bucket);
  sendEmpty(response, 200, { location: `/${bucket}` });
};
