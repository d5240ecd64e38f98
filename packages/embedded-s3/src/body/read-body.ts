import type { Exchange } from '../http/exchange.js';
import { S3Error } from '../http/s3-error.js';
import type { TempFile } from '../store/temp-file.js';
import { decodeAwsChunked } from './aws-chunked.js';
import { type Algorithm, type Checksum, type Digests, digestsOf } from './digests.js';
import {
  addTrailer,
  announcedTrailers,
  checkExpected,
  type ExpectedChecksums,
  headerChecksums,
} from './expected-checksums.js';
import { type Received, receiveBody } from './receive-body.js';

const MAX_OBJECT_BYTES = 5 * 1024 ** 3;
const MAX_DOCUMENT_BYTES = 4 * 1024 * 1024;

const isHex256 = (text: string): boolean => /^[0-9a-f]{64}$/.test(text);

/** The kinds of aws-chunked bodies, by x-amz-content-sha256. */
const STREAMS: Record<string, { isSigned: boolean; hasTrailer: boolean }> = {
  'STREAMING-AWS4-HMAC-SHA256-PAYLOAD': { isSigned: true, hasTrailer: false },
  'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER': { isSigned: true, hasTrailer: true },
  'STREAMING-UNSIGNED-PAYLOAD-TRAILER': { isSigned: false, hasTrailer: true },
};

const lengthOf = (exchange: Exchange, isStream: boolean): number => {
  const text = exchange.header(isStream ? 'x-amz-decoded-content-length' : 'content-length');
  if (text === undefined || !/^\d{1,15}$/.test(text)) throw new S3Error('MissingContentLength');
  return Number(text);
};

type OpenBody = { source: AsyncIterable<Buffer>; declaredBytes: number; expected: ExpectedChecksums };

/** Opens the decoded body, whatever its transfer encoding. */
const openBody = (exchange: Exchange, expected: ExpectedChecksums): OpenBody => {
  const { payloadHash, request, seed } = exchange;
  const stream = STREAMS[payloadHash];
  if (!stream && payloadHash !== 'UNSIGNED-PAYLOAD' && !isHex256(payloadHash)) {
    throw new S3Error('InvalidArgument', 'x-amz-content-sha256 must be UNSIGNED-PAYLOAD, STREAMING-… or a SHA-256.');
  }
  const declaredBytes = lengthOf(exchange, stream !== undefined);
  exchange.sendContinue();
  // If reading stops early, the connection must stay open for the response.
  const raw: AsyncIterable<Buffer> = request.iterator({ destroyOnReturn: false });
  if (!stream) return { source: raw, declaredBytes, expected };
  const source = decodeAwsChunked({
    source: raw,
    seed: stream.isSigned ? seed : undefined,
    hasTrailer: stream.hasTrailer,
    onTrailer: (name, value) => addTrailer(exchange, expected, name, value),
  });
  return { source, declaredBytes, expected };
};

const checkMd5 = (claimed: string | undefined, actual: Buffer | undefined): void => {
  if (claimed === undefined) return;
  const bytes = Buffer.from(claimed, 'base64');
  if (bytes.length !== 16) throw new S3Error('InvalidDigest');
  if (!actual?.equals(bytes)) throw new S3Error('BadDigest');
};

const checkDigests = (exchange: Exchange, { sizeBytes, digests }: Received, { declaredBytes, expected }: OpenBody) => {
  if (sizeBytes !== declaredBytes) throw new S3Error('IncompleteBody');
  checkExpected(exchange, expected);
  checkMd5(exchange.header('content-md5'), digests.md5);
  if (isHex256(exchange.payloadHash) && digests.sha256?.toString('hex') !== exchange.payloadHash) {
    throw new S3Error('XAmzContentSHA256Mismatch');
  }
  for (const [name, value] of expected) {
    if (digests[name]?.toString('base64') === value) continue;
    throw new S3Error('BadDigest', `The ${name.toUpperCase()} you specified did not match what we received.`);
  }
};

const algorithmsFor = (exchange: Exchange, expected: ExpectedChecksums, extra: readonly Algorithm[]): Algorithm[] => [
  ...new Set<Algorithm>([
    'md5',
    ...extra,
    ...expected.keys(),
    ...announcedTrailers(exchange),
    ...(isHex256(exchange.payloadHash) ? (['sha256'] as const) : []),
  ]),
];

/** The base64 digests to store: those that the client sent and the one that the upload requires. */
const keptChecksums = (digests: Digests, names: Iterable<Algorithm>): Partial<Record<Checksum, string>> =>
  Object.fromEntries(
    [...names].filter((name) => name !== 'md5').map((name) => [name, digests[name]?.toString('base64')]),
  );

export type ReceivedBody = { sizeBytes: number; md5: Buffer; checksums: Partial<Record<Checksum, string>> };

/** Streams a request body into a file and verifies its size and checksums. `keep`: an additional digest to return. */
export const readBodyInto = async (exchange: Exchange, temp: TempFile, keep?: Checksum): Promise<ReceivedBody> => {
  const body = openBody(exchange, headerChecksums(exchange));
  if (body.declaredBytes > MAX_OBJECT_BYTES) throw new S3Error('EntityTooLarge');
  const extra = keep ? [keep] : [];
  const algorithms = algorithmsFor(exchange, body.expected, extra);
  const received = await receiveBody(exchange.store.hashers, body.source, temp.file, {
    algorithms,
    declaredBytes: body.declaredBytes,
    freesChunks: true,
  });
  checkDigests(exchange, received, body);
  const { sizeBytes, digests } = received;
  const checksums = keptChecksums(digests, new Set([...extra, ...body.expected.keys()]));
  return { sizeBytes, md5: digests.md5 ?? Buffer.alloc(0), checksums };
};

/** @throws InvalidRequest if the body has no digest. AWS requires one where a corrupted document could delete the wrong objects. */
export const requireDigest = (exchange: Exchange): void => {
  const hasDigest =
    exchange.header('content-md5') !== undefined ||
    headerChecksums(exchange).size > 0 ||
    announcedTrailers(exchange).length > 0;
  if (!hasDigest) throw new S3Error('InvalidRequest', 'Missing required header for this request: Content-MD5');
};

/**
 * Reads and verifies an XML document. `checksumsOf`: what the x-amz-checksum-* headers describe; in CompleteMultipartUpload
 * it is the resulting object.
 */
export const readDocument = async (exchange: Exchange, checksumsOf: 'body' | 'object' = 'body'): Promise<string> => {
  const body = openBody(exchange, checksumsOf === 'body' ? headerChecksums(exchange) : new Map());
  if (body.declaredBytes > MAX_DOCUMENT_BYTES) throw new S3Error('MaxMessageLengthExceeded');
  const chunks: Buffer[] = [];
  let left = body.declaredBytes;
  for await (const chunk of body.source) {
    left -= chunk.length;
    if (left < 0) throw new S3Error('IncompleteBody');
    chunks.push(chunk);
  }
  const bytes = Buffer.concat(chunks);
  const digests = digestsOf(bytes, algorithmsFor(exchange, body.expected, []));
  checkDigests(exchange, { sizeBytes: bytes.length, digests }, body);
  return bytes.toString('utf8');
};
