import type { Exchange } from '../http/exchange.js';
import { S3Error } from '../http/s3-error.js';
import type { Aside } from '../store/write-aside.js';
import { decodeAwsChunked } from './aws-chunked.js';
import { addTrailer, announcedTrailers, type Claims, checkClaimed, headerClaims } from './claims.js';
import { type Algorithm, type Checksum, type Digests, digestsOf } from './digests.js';
import { type Received, receiveBody } from './receive-body.js';

const MAX_OBJECT_BYTES = 5 * 1024 ** 3;
const MAX_DOCUMENT_BYTES = 4 * 1024 * 1024;

const isHex256 = (text: string): boolean => /^[0-9a-f]{64}$/.test(text);

/** What may follow STREAMING- and how such a body is secured. */
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

type OpenBody = { source: AsyncIterable<Buffer>; announcedBytes: number; claims: Claims };

/** The body as the client meant it, whatever the way it travels. */
const openBody = (exchange: Exchange, claims: Claims): OpenBody => {
  const { payloadHash, request, seed } = exchange;
  const stream = STREAMS[payloadHash];
  if (!stream && payloadHash !== 'UNSIGNED-PAYLOAD' && !isHex256(payloadHash)) {
    throw new S3Error('InvalidArgument', 'x-amz-content-sha256 must be UNSIGNED-PAYLOAD, STREAMING-… or a SHA-256.');
  }
  const announcedBytes = lengthOf(exchange, stream !== undefined);
  exchange.invite();
  // To give up in the middle must leave the connection open for the answer.
  const raw: AsyncIterable<Buffer> = request.iterator({ destroyOnReturn: false });
  if (!stream) return { source: raw, announcedBytes, claims };
  const source = decodeAwsChunked({
    source: raw,
    seed: stream.isSigned ? seed : undefined,
    hasTrailer: stream.hasTrailer,
    onTrailer: (name, value) => addTrailer(exchange, claims, name, value),
  });
  return { source, announcedBytes, claims };
};

const checkMd5 = (claimed: string | undefined, actual: Buffer | undefined): void => {
  if (claimed === undefined) return;
  const bytes = Buffer.from(claimed, 'base64');
  if (bytes.length !== 16) throw new S3Error('InvalidDigest');
  if (!actual?.equals(bytes)) throw new S3Error('BadDigest');
};

const checkDigests = (exchange: Exchange, { sizeBytes, digests }: Received, { announcedBytes, claims }: OpenBody) => {
  if (sizeBytes !== announcedBytes) throw new S3Error('IncompleteBody');
  checkClaimed(exchange, claims);
  checkMd5(exchange.header('content-md5'), digests.md5);
  if (isHex256(exchange.payloadHash) && digests.sha256?.toString('hex') !== exchange.payloadHash) {
    throw new S3Error('XAmzContentSHA256Mismatch');
  }
  for (const [name, value] of claims) {
    if (digests[name]?.toString('base64') === value) continue;
    throw new S3Error('BadDigest', `The ${name.toUpperCase()} you specified did not match what we received.`);
  }
};

const algorithmsFor = (exchange: Exchange, claims: Claims, extra: readonly Algorithm[]): Algorithm[] => [
  ...new Set<Algorithm>([
    'md5',
    ...extra,
    ...claims.keys(),
    ...announcedTrailers(exchange),
    ...(isHex256(exchange.payloadHash) ? (['sha256'] as const) : []),
  ]),
];

/** Base64 of those digests that the client claimed or that the upload keeps. */
const keptChecksums = (digests: Digests, names: Iterable<Algorithm>): Partial<Record<Checksum, string>> =>
  Object.fromEntries(
    [...names].filter((name) => name !== 'md5').map((name) => [name, digests[name]?.toString('base64')]),
  );

export type ReceivedBody = { sizeBytes: number; md5: Buffer; checksums: Partial<Record<Checksum, string>> };

/** Streams the body of a request into a file and checks everything the client said of it. `keep`: a digest wanted anyway. */
export const readBodyInto = async (exchange: Exchange, aside: Aside, keep?: Checksum): Promise<ReceivedBody> => {
  const body = openBody(exchange, headerClaims(exchange));
  if (body.announcedBytes > MAX_OBJECT_BYTES) throw new S3Error('EntityTooLarge');
  const extra = keep ? [keep] : [];
  const algorithms = algorithmsFor(exchange, body.claims, extra);
  const received = await receiveBody(exchange.store.hashers, body.source, aside.file, {
    algorithms,
    announcedBytes: body.announcedBytes,
    freesChunks: true,
  });
  checkDigests(exchange, received, body);
  const { sizeBytes, digests } = received;
  const checksums = keptChecksums(digests, new Set([...extra, ...body.claims.keys()]));
  return { sizeBytes, md5: digests.md5 ?? Buffer.alloc(0), checksums };
};

/** Throws InvalidRequest unless a digest comes with the body; AWS takes no document that could delete the wrong objects. */
export const requireDigest = (exchange: Exchange): void => {
  const hasDigest =
    exchange.header('content-md5') !== undefined ||
    headerClaims(exchange).size > 0 ||
    announcedTrailers(exchange).length > 0;
  if (!hasDigest) throw new S3Error('InvalidRequest', 'Missing required header for this request: Content-MD5');
};

/**
 * The text of an XML document in the body, checked in the same way. `checksumsOf` says what x-amz-checksum-* headers are
 * about: those of CompleteMultipartUpload describe the object that it makes.
 */
export const readDocument = async (exchange: Exchange, checksumsOf: 'body' | 'object' = 'body'): Promise<string> => {
  const body = openBody(exchange, checksumsOf === 'body' ? headerClaims(exchange) : new Map());
  if (body.announcedBytes > MAX_DOCUMENT_BYTES) throw new S3Error('MaxMessageLengthExceeded');
  const chunks: Buffer[] = [];
  let left = body.announcedBytes;
  for await (const chunk of body.source) {
    left -= chunk.length;
    if (left < 0) throw new S3Error('IncompleteBody');
    chunks.push(chunk);
  }
  const bytes = Buffer.concat(chunks);
  const digests = digestsOf(bytes, algorithmsFor(exchange, body.claims, []));
  checkDigests(exchange, { sizeBytes: bytes.length, digests }, body);
  return bytes.toString('utf8');
};
