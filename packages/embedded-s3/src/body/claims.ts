import type { Exchange } from '../http/exchange.js';
import { S3Error } from '../http/s3-error.js';
import { CHECKSUMS, type Checksum, DIGEST_BYTES } from './digests.js';

const CHECKSUM_PREFIX = 'x-amz-checksum-';
/** Names behind the prefix that are no checksums. */
const SETTINGS = new Set(['algorithm', 'mode', 'type']);

/** Those that S3 knows and this server does not. */
const UNSUPPORTED = new Set(['md5', 'sha512', 'xxhash64', 'xxhash3', 'xxhash128']);

/** What the client says the digests are, by algorithm; trailers come in while the body is read. */
export type Claims = Map<Checksum, string>;

const isChecksum = (name: string): name is Checksum => CHECKSUMS.some((known) => known === name);

const isDigest = (name: Checksum, value: string): boolean => {
  // That of a COMPOSITE multipart object ends in the number of its parts.
  const base64 = value.replace(/-\d+$/, '');
  const bytes = Buffer.from(base64, 'base64');
  return bytes.length === DIGEST_BYTES[name] && bytes.toString('base64') === base64;
};

/** Adds what a header says; NotImplemented for a checksum that could not be checked. */
const addClaim = (claims: Claims, header: string, value: string): void => {
  if (!header.startsWith(CHECKSUM_PREFIX)) return;
  const name = header.slice(CHECKSUM_PREFIX.length);
  if (SETTINGS.has(name)) return;
  // To store what cannot be checked would be worse than to refuse it.
  if (!isChecksum(name)) throw new S3Error('NotImplemented', `The checksum ${name} is not supported.`);
  if (!isDigest(name, value)) throw new S3Error('InvalidRequest', `Value for ${header} header is invalid.`);
  claims.set(name, value);
};

/** What x-amz-checksum-algorithm asks to keep for a new object; undefined if it isn't there. */
export const chosenAlgorithm = (exchange: Exchange): Checksum | undefined => {
  const name = exchange.header('x-amz-checksum-algorithm')?.toLowerCase();
  if (name === undefined || isChecksum(name)) return name;
  if (UNSUPPORTED.has(name)) throw new S3Error('NotImplemented', `The checksum ${name} is not supported.`);
  throw new S3Error('InvalidRequest', 'Value for x-amz-checksum-algorithm header is invalid.');
};

/** The checksums among the headers. */
export const headerClaims = (exchange: Exchange): Claims => {
  const claims: Claims = new Map();
  for (const name of exchange.headerNames()) addClaim(claims, name, exchange.header(name) ?? '');
  return claims;
};

/** The checksums that x-amz-trailer says will follow the body; nothing else may. */
export const announcedTrailers = (exchange: Exchange): Checksum[] =>
  (exchange.header('x-amz-trailer') ?? '')
    .split(',')
    .map((header) => header.trim().toLowerCase())
    .filter(Boolean)
    .map((header) => {
      const name = header.startsWith(CHECKSUM_PREFIX) ? header.slice(CHECKSUM_PREFIX.length) : '';
      if (isChecksum(name)) return name;
      if (UNSUPPORTED.has(name)) throw new S3Error('NotImplemented', `The checksum ${name} is not supported.`);
      throw new S3Error('InvalidRequest', 'The value specified in the x-amz-trailer header is not supported');
    });

/** Adds what a trailer says; MalformedTrailerError for one that was not announced. */
export const addTrailer = (exchange: Exchange, claims: Claims, header: string, value: string): void => {
  if (!announcedTrailers(exchange).some((name) => header === CHECKSUM_PREFIX + name)) {
    throw new S3Error('MalformedTrailerError');
  }
  addClaim(claims, header, value);
};

/**
 * Throws InvalidRequest unless exactly what was announced came: the trailers, one checksum at most, and one of the
 * algorithm that x-amz-sdk-checksum-algorithm names.
 */
export const checkClaimed = (exchange: Exchange, claims: Claims): void => {
  if (!announcedTrailers(exchange).every((name) => claims.has(name))) {
    throw new S3Error('InvalidRequest', 'A trailer that x-amz-trailer names did not come.');
  }
  if (claims.size > 1) {
    throw new S3Error(
      'InvalidRequest',
      'Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.',
    );
  }
  const algorithm = exchange.header('x-amz-sdk-checksum-algorithm')?.toLowerCase();
  const hasDigest = exchange.header('content-md5') !== undefined;
  if (algorithm && !hasDigest && ![...claims.keys()].some((name) => name === algorithm)) {
    throw new S3Error(
      'InvalidRequest',
      'x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or x-amz-trailer headers were found.',
    );
  }
};
