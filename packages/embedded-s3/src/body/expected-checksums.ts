import type { Exchange } from '../http/exchange.js';
import { S3Error } from '../http/s3-error.js';
import { CHECKSUMS, type Checksum, DIGEST_BYTES } from './digests.js';

const CHECKSUM_PREFIX = 'x-amz-checksum-';
/** Suffixes of the prefix that aren't checksums. */
const SETTINGS = new Set(['algorithm', 'mode', 'type']);

/** Checksums of S3 that this server doesn't support. */
const UNSUPPORTED = new Set(['md5', 'sha512', 'xxhash64', 'xxhash3', 'xxhash128']);

/** The checksums that the client sent, in base64. Trailers are added while the body is read. */
export type ExpectedChecksums = Map<Checksum, string>;

const isChecksum = (name: string): name is Checksum => CHECKSUMS.some((known) => known === name);

const isDigest = (name: Checksum, value: string): boolean => {
  // A COMPOSITE checksum of a multipart object ends with the number of parts.
  const base64 = value.replace(/-\d+$/, '');
  const bytes = Buffer.from(base64, 'base64');
  return bytes.length === DIGEST_BYTES[name] && bytes.toString('base64') === base64;
};

/** Adds the checksum in a header, if it is one. @throws NotImplemented for an unsupported checksum */
const addExpected = (expected: ExpectedChecksums, header: string, value: string): void => {
  if (!header.startsWith(CHECKSUM_PREFIX)) return;
  const name = header.slice(CHECKSUM_PREFIX.length);
  if (SETTINGS.has(name)) return;
  // Storing unverified data would be worse than rejecting it.
  if (!isChecksum(name)) throw new S3Error('NotImplemented', `The checksum ${name} is not supported.`);
  if (!isDigest(name, value)) throw new S3Error('InvalidRequest', `Value for ${header} header is invalid.`);
  expected.set(name, value);
};

/** The checksum in x-amz-checksum-algorithm, which a new object stores; undefined without the header. */
export const requestedAlgorithm = (exchange: Exchange): Checksum | undefined => {
  const name = exchange.header('x-amz-checksum-algorithm')?.toLowerCase();
  if (name === undefined || isChecksum(name)) return name;
  if (UNSUPPORTED.has(name)) throw new S3Error('NotImplemented', `The checksum ${name} is not supported.`);
  throw new S3Error('InvalidRequest', 'Value for x-amz-checksum-algorithm header is invalid.');
};

export const headerChecksums = (exchange: Exchange): ExpectedChecksums => {
  const expected: ExpectedChecksums = new Map();
  for (const name of exchange.headerNames()) addExpected(expected, name, exchange.header(name) ?? '');
  return expected;
};

/** The checksums that x-amz-trailer declares. @throws InvalidRequest for other trailers */
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

/** Adds the checksum in a trailer. @throws MalformedTrailerError for an undeclared one */
export const addTrailer = (exchange: Exchange, expected: ExpectedChecksums, header: string, value: string): void => {
  if (!announcedTrailers(exchange).some((name) => header === CHECKSUM_PREFIX + name)) {
    throw new S3Error('MalformedTrailerError');
  }
  addExpected(expected, header, value);
};

/**
 * @throws InvalidRequest unless all declared trailers arrived, at most one checksum was sent, and it has the algorithm of
 * x-amz-sdk-checksum-algorithm
 */
export const checkExpected = (exchange: Exchange, expected: ExpectedChecksums): void => {
  if (!announcedTrailers(exchange).every((name) => expected.has(name))) {
    throw new S3Error('InvalidRequest', 'A trailer declared in x-amz-trailer is missing.');
  }
  if (expected.size > 1) {
    throw new S3Error(
      'InvalidRequest',
      'Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.',
    );
  }
  const algorithm = exchange.header('x-amz-sdk-checksum-algorithm')?.toLowerCase();
  const hasDigest = exchange.header('content-md5') !== undefined;
  if (algorithm && !hasDigest && ![...expected.keys()].some((name) => name === algorithm)) {
    throw new S3Error(
      'InvalidRequest',
      'x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or x-amz-trailer headers were found.',
    );
  }
};
