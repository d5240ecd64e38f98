import { createHash } from 'node:crypto';
import { S3Error } from '../http/s3-error.js';
import { sha256Hex } from '../sigv4/canonical-request.js';
import { isSameSignature, sign } from '../sigv4/signature.js';
import type { ChunkSeed } from '../sigv4/verify-request.js';
import { type ByteReader, createByteReader } from './byte-reader.js';

export type ChunkedOptions = {
  source: AsyncIterable<Buffer>;
  /** For the STREAMING-AWS4-HMAC-SHA256-PAYLOAD kinds: every chunk must then be signed. */
  seed: ChunkSeed | undefined;
  /** Whether a signed body must end with a signed trailer. */
  hasTrailer: boolean;
  onTrailer(name: string, value: string): void;
};

const MAX_LINE_BYTES = 16 * 1024;
const MAX_TRAILERS = 32;
const EMPTY_HASH = sha256Hex('');
const SIGNATURE_TRAILER = 'x-amz-trailer-signature';

const parseChunkHeader = (line: string): { sizeBytes: number; signature: string } => {
  const match = /^([0-9a-fA-F]{1,12})(?:;chunk-signature=([0-9a-f]{64}))?$/.exec(line);
  if (!match) throw new S3Error('InvalidRequest', 'A chunk header could not be parsed.');
  return { sizeBytes: Number.parseInt(match[1] ?? '', 16), signature: match[2] ?? '' };
};

/** Verifies the chain of signatures, each of which covers the previous one. */
const createChain = (seed: ChunkSeed) => {
  let previous = seed.signature;
  return (kind: 'PAYLOAD' | 'TRAILER', hashes: readonly string[], given: string): void => {
    const expected = sign(seed.key, [`AWS4-HMAC-SHA256-${kind}`, seed.timestamp, seed.scope, previous, ...hashes]);
    if (!isSameSignature(expected, given)) throw new S3Error('SignatureDoesNotMatch');
    previous = expected;
  };
};

/** Reads `name:value` lines up to an empty line or the end of the body. */
const readTrailers = async (reader: ByteReader): Promise<[name: string, value: string][]> => {
  const trailers: [string, string][] = [];
  for (let line = await reader.line(MAX_LINE_BYTES); line; line = await reader.line(MAX_LINE_BYTES)) {
    const colon = line.indexOf(':');
    if (colon < 1 || trailers.length === MAX_TRAILERS) throw new S3Error('InvalidRequest', 'A trailer is malformed.');
    trailers.push([line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()]);
  }
  return trailers;
};

/**
 * Decodes an aws-chunked body. A chunk's signature is checked only after its bytes have been yielded, so the caller must not
 * publish anything before the end.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html
 */
export async function* decodeAwsChunked(options: ChunkedOptions): AsyncGenerator<Buffer, void, undefined> {
  const reader = createByteReader(options.source);
  const verify = options.seed && createChain(options.seed);
  for (;;) {
    const line = await reader.line(MAX_LINE_BYTES);
    if (line === undefined) throw new S3Error('IncompleteBody');
    const { sizeBytes, signature } = parseChunkHeader(line);
    const hash = verify && createHash('sha256');
    for (let left = sizeBytes; left > 0; ) {
      const bytes = await reader.some(left);
      left -= bytes.length;
      hash?.update(bytes);
      yield bytes;
    }
    if (hash) verify?.('PAYLOAD', [EMPTY_HASH, hash.digest('hex')], signature);
    if (sizeBytes === 0) break;
    if ((await reader.line(2)) !== '') throw new S3Error('InvalidRequest', 'A chunk is longer than its header says.');
  }
  const trailers = await readTrailers(reader);
  const given = trailers.find(([name]) => name === SIGNATURE_TRAILER)?.[1] ?? '';
  const content = trailers.filter(([name]) => name !== SIGNATURE_TRAILER);
  if (options.hasTrailer)
    verify?.('TRAILER', [sha256Hex(content.map((pair) => `${pair.join(':')}\n`).join(''))], given);
  for (const [name, value] of content) options.onTrailer(name, value);
}
