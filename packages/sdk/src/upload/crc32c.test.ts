import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainCrc32c } from '../fixtures/plain-crc32c.js';
import { crc32c, toBase64 } from './crc32c.js';

const encode = (text: string) => new TextEncoder().encode(text);

// The first is the usual check value of CRC catalogs; the next three are from RFC 3720, appendix B.4.
test.each([
  ['the digits', encode('123456789'), 0xe3069283],
  ['32 bytes of zeros', new Uint8Array(32), 0x8a9136aa],
  ['32 bytes of ones', new Uint8Array(32).fill(0xff), 0x62a8ab43],
  ['32 ascending bytes', Uint8Array.from({ length: 32 }, (_, index) => index), 0x46dd794e],
  ['no bytes', new Uint8Array(0), 0],
])('the checksum of %s matches the published value', (_, bytes, checksum) => {
  expect(crc32c(bytes)).toBe(checksum);
});

test('it matches the definition for any alignment and any split', () => {
  const cut = fc.tuple(fc.uint8Array({ minLength: 1, maxLength: 200 }), fc.nat(200), fc.nat(7));
  fc.assert(
    fc.property(cut, ([bytes, at, offset]) => {
      const moved = new Uint8Array(bytes.length + offset).subarray(offset);
      moved.set(bytes);
      const [first, second] = [moved.subarray(0, at), moved.subarray(at)];
      expect(crc32c(moved)).toBe(plainCrc32c(bytes));
      expect(crc32c(second, crc32c(first))).toBe(plainCrc32c(bytes));
    }),
  );
});

test('it is encoded the way S3 does it', () => {
  expect(toBase64(crc32c(encode('hello world')))).toBe('yZRlqg==');
  expect(toBase64(0)).toBe('AAAAAA==');
});
