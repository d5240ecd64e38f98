import { type Checksum, digestsOf } from '../body/digests.js';
import type { StoredPart } from './list-parts.js';

/** Reflected polynomial and width of a CRC. */
type Crc = { polynomial: bigint; bits: number };

const CRCS: Partial<Record<Checksum, Crc>> = {
  crc32: { polynomial: 0xedb88320n, bits: 32 },
  crc32c: { polynomial: 0x82f63b78n, bits: 32 },
  crc64nvme: { polynomial: 0x9a6c9329ac4bc9b5n, bits: 64 },
};

/** A matrix over GF(2), as columns. */
type Matrix = readonly bigint[];

const times = (matrix: Matrix, vector: bigint): bigint => {
  let sum = 0n;
  for (let bit = 0, rest = vector; rest > 0n; bit += 1, rest >>= 1n) if (rest & 1n) sum ^= matrix[bit] ?? 0n;
  return sum;
};

const square = (matrix: Matrix): Matrix => matrix.map((column) => times(matrix, column));

/** The effect of appending one zero bit to a message on its CRC. */
const oneZeroBit = ({ polynomial, bits }: Crc): Matrix =>
  Array.from({ length: bits }, (_, bit) => (bit === 0 ? polynomial : 1n << BigInt(bit - 1)));

/**
 * The CRC of two concatenated messages, from their CRCs and the length of the second. Appends that many zero bytes to the
 * first by repeated squaring, like zlib's crc32_combine.
 */
export const combineCrcs = (crc: Crc, first: bigint, second: bigint, secondBytes: number): bigint => {
  let carried = first;
  let matrix = square(square(square(oneZeroBit(crc)))); // eight zero bits
  for (let left = BigInt(secondBytes); left > 0n; left >>= 1n) {
    if (left & 1n) carried = times(matrix, carried);
    matrix = square(matrix);
  }
  return carried ^ second;
};

const toBigInt = (base64: string): bigint => BigInt(`0x${Buffer.from(base64, 'base64').toString('hex') || '0'}`);

const fullChecksum = (name: Checksum, parts: readonly StoredPart[]): string | undefined => {
  const crc = CRCS[name];
  if (!crc) return undefined;
  let whole = 0n;
  for (const { meta } of parts) whole = combineCrcs(crc, whole, toBigInt(meta.checksums[name] ?? ''), meta.sizeBytes);
  return Buffer.from(whole.toString(16).padStart(crc.bits / 4, '0'), 'hex').toString('base64');
};

/**
 * The checksum of a multipart object, computed from its parts' checksums. FULL_OBJECT: that of the object's bytes.
 * COMPOSITE: the checksum of the concatenated checksums, followed by `-<parts>`.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html
 */
export const multipartChecksum = (
  name: Checksum,
  type: 'FULL_OBJECT' | 'COMPOSITE',
  parts: readonly StoredPart[],
): string | undefined => {
  if (type === 'FULL_OBJECT') return fullChecksum(name, parts);
  const all = Buffer.concat(parts.map(({ meta }) => Buffer.from(meta.checksums[name] ?? '', 'base64')));
  return `${digestsOf(all, [name])[name]?.toString('base64')}-${parts.length}`;
};
