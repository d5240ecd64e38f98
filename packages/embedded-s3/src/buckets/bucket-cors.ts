import { readDocument, requireDigest } from '../body/read-body.js';
import type { CorsRule } from '../http/cors.js';
import type { Exchange } from '../http/exchange.js';
import { sendEmpty, sendXml } from '../http/respond.js';
import { S3Error } from '../http/s3-error.js';
import { bucketFolder } from '../store/store.js';
import { childElements, childText, childTexts, readXml, type XmlElement } from '../xml/read-xml.js';
import { requireBucket, writeBucket } from './bucket-record.js';

const METHODS = ['GET', 'PUT', 'HEAD', 'POST', 'DELETE'];
const MAX_RULES = 100;

const hasManyWildcards = (pattern: string): boolean => pattern.indexOf('*') !== pattern.lastIndexOf('*');

/** @throws InvalidRequest, with AWS's message, for a well-formed but invalid rule */
const checkRule = ({ allowedMethods, allowedOrigins, allowedHeaders }: CorsRule): void => {
  const method = allowedMethods.find((name) => !METHODS.includes(name));
  if (method !== undefined) {
    throw new S3Error(
      'InvalidRequest',
      `Found unsupported HTTP method in CORS config. Unsupported method is ${method}`,
    );
  }
  const pattern = [...allowedOrigins, ...allowedHeaders].find(hasManyWildcards);
  if (pattern !== undefined) throw new S3Error('InvalidRequest', `"${pattern}" can not have more than one wildcard.`);
};

const parseRule = (element: XmlElement): CorsRule => {
  const maxAge = childText(element, 'MaxAgeSeconds');
  const rule = {
    id: childText(element, 'ID'),
    allowedOrigins: childTexts(element, 'AllowedOrigin'),
    allowedMethods: childTexts(element, 'AllowedMethod'),
    allowedHeaders: childTexts(element, 'AllowedHeader'),
    exposeHeaders: childTexts(element, 'ExposeHeader'),
    maxAgeSeconds: maxAge === undefined ? undefined : Number(maxAge),
  };
  const isValid =
    rule.allowedOrigins.length > 0 &&
    rule.allowedMethods.length > 0 &&
    (rule.maxAgeSeconds === undefined || Number.isInteger(rule.maxAgeSeconds)) &&
    // They are sent as response headers.
    rule.exposeHeaders.every((name) => /^[\w-]+$/.test(name));
  if (!isValid) throw new S3Error('MalformedXML');
  checkRule(rule);
  return rule;
};

const changeRules = async ({ store, bucket }: Exchange, corsRules: CorsRule[] | undefined): Promise<void> => {
  await store.locks.exclusive(bucketFolder(store, bucket), async () => {
    const { createdAtMs } = await requireBucket(store, bucket);
    await writeBucket(store, bucket, { createdAtMs, ...(corsRules ? { corsRules } : {}) });
  });
};

export const putBucketCors = async (exchange: Exchange): Promise<void> => {
  await requireBucket(exchange.store, exchange.bucket);
  requireDigest(exchange);
  const document = readXml(await readDocument(exchange), 'CORSConfiguration');
  const rules = childElements(document, 'CORSRule').map(parseRule);
  if (rules.length === 0 || rules.length > MAX_RULES) throw new S3Error('MalformedXML');
  await changeRules(exchange, rules);
  sendEmpty(exchange.response, 200);
};

export const getBucketCors = async ({ store, bucket, response }: Exchange): Promise<void> => {
  const { corsRules } = await requireBucket(store, bucket);
  if (!corsRules) throw new S3Error('NoSuchCORSConfiguration');
  sendXml(response, 'CORSConfiguration', {
    CORSRule: corsRules.map((rule) => ({
      ID: rule.id,
      AllowedOrigin: rule.allowedOrigins,
      AllowedMethod: rule.allowedMethods,
      AllowedHeader: rule.allowedHeaders,
      ExposeHeader: rule.exposeHeaders,
      MaxAgeSeconds: rule.maxAgeSeconds,
    })),
  });
};

export const deleteBucketCors = async (exchange: Exchange): Promise<void> => {
  await changeRules(exchange, undefined);
  sendEmpty(exchange.response, 204);
};
