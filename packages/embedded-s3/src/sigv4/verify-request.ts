import { type QueryPair, queryValue } from '../http/request-target.js';
import { S3Error } from '../http/s3-error.js';
import { canonicalRequest, sha256Hex } from './canonical-request.js';
import { type Authorization, readAuthorization } from './read-authorization.js';
import { isSameSignature, scopeText, sign, signingKey } from './signature.js';

export type Keys = { accessKeyId: string; secretAccessKey: string; region: string };
export type UnverifiedRequest = {
  method: string;
  path: string;
  query: readonly QueryPair[];
  headers: Readonly<Record<string, string>>;
};
/** The start of the chunk signature chain. */
export type ChunkSeed = { key: Buffer; timestamp: string; scope: string; signature: string };
export type VerifiedRequest = { payloadHash: string; seed: ChunkSeed };

const MAX_SKEW_MS = 15 * 60 * 1000;

const timeOf = (timestamp: string): number => {
  const fields = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(timestamp)?.slice(1).map(Number);
  if (!fields) throw new S3Error('AccessDenied', 'The date must be in the form YYYYMMDDTHHMMSSZ.');
  const [year = 0, month = 1, day = 1, hour, minute, second] = fields;
  return Date.UTC(year, month - 1, day, hour, minute, second);
};

const checkTime = ({ timestamp, expiresInSeconds }: Authorization, nowMs: number): void => {
  const signedAtMs = timeOf(timestamp);
  if (expiresInSeconds === undefined) {
    if (Math.abs(nowMs - signedAtMs) > MAX_SKEW_MS) throw new S3Error('RequestTimeTooSkewed');
    return;
  }
  if (signedAtMs - nowMs > MAX_SKEW_MS) throw new S3Error('AccessDenied', 'Request is not yet valid');
  if (nowMs > signedAtMs + expiresInSeconds * 1000) throw new S3Error('AccessDenied', 'Request has expired');
};

const checkScope = ({ kind, scope, timestamp }: Authorization, region: string): void => {
  const code = kind === 'header' ? 'AuthorizationHeaderMalformed' : 'AuthorizationQueryParametersError';
  if (scope.region !== region) {
    const message = `The region '${scope.region}' is wrong; expecting '${region}'.`;
    // Clients that guessed the region read the correct one here and retry.
    throw new S3Error(code, message, {}, { elements: { Region: region } });
  }
  if (!timestamp.startsWith(scope.date))
    throw new S3Error(code, 'The date of the Credential does not match the date of the request.');
};

/** S3 requires host and all x-amz- headers to be signed: unsigned ones could be modified in transit. */
const checkSignedHeaders = (signedHeaders: readonly string[], headers: Readonly<Record<string, string>>): void => {
  const unsigned = Object.keys(headers)
    .filter((name) => name === 'host' || name.startsWith('x-amz-'))
    .filter((name) => !signedHeaders.includes(name));
  if (unsigned.length > 0) {
    throw new S3Error('AccessDenied', `There were headers present which were not signed: ${unsigned.join(', ')}`);
  }
};

const payloadHashOf = ({ headers, query }: UnverifiedRequest, { kind }: Authorization): string => {
  const stated = headers['x-amz-content-sha256'] ?? queryValue(query, 'X-Amz-Content-Sha256');
  if (stated !== undefined) return stated;
  if (kind === 'query') return 'UNSIGNED-PAYLOAD';
  throw new S3Error('InvalidRequest', 'Missing required header for this request: x-amz-content-sha256');
};

/** Verifies SigV4 in a header or a presigned URL. @throws S3Error */
export const verifyRequest = (request: UnverifiedRequest, keys: Keys, nowMs = Date.now()): VerifiedRequest => {
  const authorization = readAuthorization(request.headers, request.query);
  const { scope, timestamp, signedHeaders } = authorization;
  if (!isSameSignature(keys.accessKeyId, authorization.accessKeyId)) throw new S3Error('InvalidAccessKeyId');
  checkScope(authorization, keys.region);
  checkTime(authorization, nowMs);
  checkSignedHeaders(signedHeaders, request.headers);
  const payloadHash = payloadHashOf(request, authorization);
  const query = request.query.filter(([name]) => name !== 'X-Amz-Signature');
  const key = signingKey(keys.secretAccessKey, scope);
  const hash = sha256Hex(canonicalRequest({ ...request, query, signedHeaders, payloadHash }));
  const signature = sign(key, ['AWS4-HMAC-SHA256', timestamp, scopeText(scope), hash]);
  if (!isSameSignature(signature, authorization.signature)) throw new S3Error('SignatureDoesNotMatch');
  return { payloadHash, seed: { key, timestamp, scope: scopeText(scope), signature } };
};
