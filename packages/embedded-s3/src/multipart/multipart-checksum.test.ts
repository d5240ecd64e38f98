import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { digestsOf } from '../body/digests.js';
import { multipartChecksum } from './multipart-checksum.js';

const partsOf = (name: 'crc32' | 'crc32c' | 'crc64nvme', parts: Uint8Array[]) =>
  parts.map((part, index) => ({
    number: index + 1,
    meta: {
      etag: '',
      sizeBytes: part.length,
      modifiedAtMs: 0,
      headers: {},
      checksums: { [name]: digestsOf(part, [name])[name]?.toString('base64') },
      checksumType: 'FULL_OBJECT' as const,
    },
  }));

test('the combined CRC of the parts equals the CRC of the whole', () => {
  const parts = fc.array(fc.uint8Array({ maxLength: 300 }), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(parts, fc.constantFrom('crc32', 'crc32c', 'crc64nvme'), (all, name) => {
      const whole = digestsOf(Buffer.concat(all), [name])[name]?.toString('base64');
      expect(multipartChecksum(name, 'FULL_OBJECT', partsOf(name, all))).toBe(whole);
    }),
  );
});

test.each(['crc32', 'crc32c', 'crc64nvme'] as const)('%s of large parts combines to that of the whole', (name) => {
  const parts = [randomBytes(100_001), randomBytes(524_288), randomBytes(7)];
  const whole = digestsOf(Buffer.concat(parts), [name])[name]?.toString('base64');
  expect(multipartChecksum(name, 'FULL_OBJECT', partsOf(name, parts))).toBe(whole);
});

test('a composite checksum is the checksum of the checksums, followed by their number', () => {
  const parts = [Buffer.from('a'), Buffer.from('b')];
  const all = Buffer.concat(parts.map((part) => digestsOf(part, ['crc32c']).crc32c ?? Buffer.alloc(0)));
  const expected = `${digestsOf(all, ['crc32c']).crc32c?.toString('base64')}-2`;
  expect(multipartChecksum('crc32c', 'COMPOSITE', partsOf('crc32c', parts))).toBe(expected);
});
