import { type QueryPair, queryValue } from '../http/request-target.js';
import { S3Error, type S3ErrorCode } from '../http/s3-error.js';
import type { Scope } from './signature.js';

export type Authorization = {
  kind: 'header' | 'query';
  accessKeyId: string;
  scope: Scope;
  signedHeaders: string[];
  signature: string;
  /** For example 20130524T000000Z. */
  timestamp: string;
  /** Only for presigned URLs. */
  expiresInSeconds: number | undefined;
};

const ALGORITHM = 'AWS4-HMAC-SHA256';
const MAX_EXPIRES_SECONDS = 604_800;

const parseCredential = (credential: string, code: S3ErrorCode): Pick<Authorization, 'accessKeyId' | 'scope'> => {
  // The access key ID can contain slashes; the scope's fields can't.
  const fields = credential.split('/');
  const [date, region, service, end] = fields.slice(-4);
  const accessKeyId = fields.slice(0, -4).join('/');
  if (!accessKeyId || !date || !region || service !== 's3' || end !== 'aws4_request') {
    throw new S3Error(code, 'The Credential must be <key>/YYYYMMDD/<region>/s3/aws4_request.');
  }
  return { accessKeyId, scope: { date, region, service } };
};

const headerTimestamp = (headers: Readonly<Record<string, string>>): string => {
  if (headers['x-amz-date']) return headers['x-amz-date'];
  const date = new Date(headers.date ?? '');
  if (Number.isNaN(date.getTime())) {
    throw new S3Error('AccessDenied', 'AWS authentication requires a valid Date or x-amz-date header.');
  }
  return date.toISOString().replace(/[-:]|\.\d+/g, '');
};

const readHeader = (value: string, headers: Readonly<Record<string, string>>): Authorization => {
  if (!value.startsWith(ALGORITHM)) {
    throw new S3Error('InvalidRequest', `The authorization mechanism is not supported. Use ${ALGORITHM}.`);
  }
  const fields = Object.fromEntries(
    value
      .slice(ALGORITHM.length)
      .split(',')
      .map((field) => field.trim().split(/=(.*)/s, 2)),
  );
  const { Credential, SignedHeaders, Signature } = fields;
  if (!Credential || !SignedHeaders || !Signature) throw new S3Error('AuthorizationHeaderMalformed');
  return {
    kind: 'header',
    ...parseCredential(Credential, 'AuthorizationHeaderMalformed'),
    signedHeaders: SignedHeaders.split(';'),
    signature: Signature,
    timestamp: headerTimestamp(headers),
    expiresInSeconds: undefined,
  };
};

const parseExpires = (text: string | undefined): number => {
  const seconds = /^\d{1,7}$/.test(text ?? '') ? Number(text) : Number.NaN;
  if (!(seconds >= 1 && seconds <= MAX_EXPIRES_SECONDS)) {
    throw new S3Error('AuthorizationQueryParametersError', 'X-Amz-Expires must be between 1 and 604800 seconds.');
  }
  return seconds;
};

const readQuery = (query: readonly QueryPair[]): Authorization => {
  const [credential, signedHeaders, signature, timestamp] = [
    'X-Amz-Credential',
    'X-Amz-SignedHeaders',
    'X-Amz-Signature',
    'X-Amz-Date',
  ].map((name) => queryValue(query, name));
  const isOurs = queryValue(query, 'X-Amz-Algorithm') === ALGORITHM;
  if (!isOurs || !credential || !signedHeaders || !signature || !timestamp) {
    throw new S3Error('AuthorizationQueryParametersError');
  }
  return {
    kind: 'query',
    ...parseCredential(credential, 'AuthorizationQueryParametersError'),
    signedHeaders: signedHeaders.split(';'),
    signature,
    timestamp,
    expiresInSeconds: parseExpires(queryValue(query, 'X-Amz-Expires')),
  };
};

/** Reads the signature from the Authorization header or the query. @throws AccessDenied if there is none */
export const readAuthorization = (
  headers: Readonly<Record<string, string>>,
  query: readonly QueryPair[],
): Authorization => {
  const isPresigned = query.some(([name]) => name === 'X-Amz-Algorithm' || name === 'X-Amz-Signature');
  const header = headers.authorization;
  if (header !== undefined && isPresigned) {
    throw new S3Error('InvalidArgument', 'Only one auth mechanism is allowed.');
  }
  if (header !== undefined) return readHeader(header, headers);
  if (isPresigned) return readQuery(query);
  throw new S3Error('AccessDenied');
};
