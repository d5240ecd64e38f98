import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { digestsOf } from '../body/digests.js';
import { joinedChecksum } from './joined-checksum.js';

const partsOf = (name: 'crc32' | 'crc32c' | 'crc64nvme', pieces: Uint8Array[]) =>
  pieces.map((piece, index) => ({
    number: index + 1,
    meta: {
      etag: '',
      sizeBytes: piece.length,
      modifiedAtMs: 0,
      headers: {},
      checksums: { [name]: digestsOf(piece, [name])[name]?.toString('base64') },
      checksumType: 'FULL_OBJECT' as const,
    },
  }));

test('the CRC joined from parts is that of the whole', () => {
  const pieces = fc.array(fc.uint8Array({ maxLength: 300 }), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(pieces, fc.constantFrom('crc32', 'crc32c', 'crc64nvme'), (all, name) => {
      const whole = digestsOf(Buffer.concat(all), [name])[name]?.toString('base64');
      expect(joinedChecksum(name, 'FULL_OBJECT', partsOf(name, all))).toBe(whole);
    }),
  );
});

test.each(['crc32', 'crc32c', 'crc64nvme'] as const)(
  '%s of parts far larger than a buffer joins to that of the whole',
  (name) => {
    const pieces = [randomBytes(100_001), randomBytes(524_288), randomBytes(7)];
    const whole = digestsOf(Buffer.concat(pieces), [name])[name]?.toString('base64');
    expect(joinedChecksum(name, 'FULL_OBJECT', partsOf(name, pieces))).toBe(whole);
  },
);

test('a composite checksum is that of the checksums, with their number behind it', () => {
  const pieces = [Buffer.from('a'), Buffer.from('b')];
  const all = Buffer.concat(pieces.map((piece) => digestsOf(piece, ['crc32c']).crc32c ?? Buffer.alloc(0)));
  const expected = `${digestsOf(all, ['crc32c']).crc32c?.toString('base64')}-2`;
  expect(joinedChecksum('crc32c', 'COMPOSITE', partsOf('crc32c', pieces))).toBe(expected);
});
