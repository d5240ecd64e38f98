// Castagnoli's polynomial, reflected (RFC 3720, appendix B.4).
const POLYNOMIAL = 0x82f63b78;

/**
 * Eight tables, one after another, for the "slicing by 8" algorithm: table n gives the effect of a byte that n more bytes
 * follow, so each step processes eight bytes. About 1 GB/s; a single table reaches 0.4.
 */
const TABLES = new Int32Array(8 * 256);
for (let byte = 0; byte < 256; byte += 1) {
  let crc = byte;
  for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ POLYNOMIAL : crc >>> 1;
  TABLES[byte] = crc;
}
for (let place = 256; place < TABLES.length; place += 1) {
  const before = TABLES[place - 256] ?? 0;
  TABLES[place] = (before >>> 8) ^ (TABLES[before & 0xff] ?? 0);
}

const NO_WORDS = new Int32Array(0);

/** The index is always in range; `?? 0` satisfies the compiler and costs nothing. */
const at = (table: number, byte: number): number => TABLES[(table << 8) | (byte & 0xff)] ?? 0;

const takeBytes = (bytes: Uint8Array, start: number, end: number, initial: number): number => {
  let crc = initial;
  for (let index = start; index < end; index += 1) crc = at(0, crc ^ (bytes[index] ?? 0)) ^ (crc >>> 8);
  return crc;
};

/** CRC-32C of `bytes`, unsigned. `before` is the checksum of the preceding bytes. */
export const crc32c = (bytes: Uint8Array, before = 0): number => {
  // An Int32Array must start at a multiple of four. Every platform that runs JavaScript is little-endian.
  const head = Math.min(bytes.length, (4 - (bytes.byteOffset & 3)) & 3);
  const pairs = (bytes.length - head) >> 3;
  // Without a whole word, the aligned offset can be past the end of the buffer.
  const words = pairs > 0 ? new Int32Array(bytes.buffer, bytes.byteOffset + head, pairs * 2) : NO_WORDS;
  let crc = takeBytes(bytes, 0, head, ~before);
  for (let index = 0; index < words.length; index += 2) {
    const low = crc ^ (words[index] ?? 0);
    const high = words[index + 1] ?? 0;
    crc =
      at(7, low) ^
      at(6, low >>> 8) ^
      at(5, low >>> 16) ^
      at(4, low >>> 24) ^
      at(3, high) ^
      at(2, high >>> 8) ^
      at(1, high >>> 16) ^
      at(0, high >>> 24);
  }
  return ~takeBytes(bytes, head + pairs * 8, bytes.length, crc) >>> 0;
};

/** The format of S3 and our API: base64 of the four bytes, big-endian. */
export const toBase64 = (crc: number): string =>
  btoa(String.fromCharCode(crc >>> 24, (crc >>> 16) & 0xff, (crc >>> 8) & 0xff, crc & 0xff));
