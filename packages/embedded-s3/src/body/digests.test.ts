import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CHECKSUMS, createDigests, digestsOf } from './digests.js';

// https://reveng.sourceforge.io/crc-catalogue/all.htm
test('the CRCs of "123456789" match the CRC catalog', () => {
  const digests = digestsOf(Buffer.from('123456789'), CHECKSUMS);
  expect(digests.crc32?.toString('hex')).toBe('cbf43926');
  expect(digests.crc32c?.toString('hex')).toBe('e3069283');
  expect(digests.crc64nvme?.toString('hex')).toBe('ae8b14860a799888');
});

test('digests do not depend on how the bytes are chunked', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 70 }), { maxLength: 6 }), (chunks) => {
      const digests = createDigests([...CHECKSUMS, 'md5']);
      for (const chunk of chunks) digests.update(chunk);
      const whole = Buffer.concat(chunks);
      expect(digests.digest()).toEqual(digestsOf(whole, [...CHECKSUMS, 'md5']));
    }),
  );
});

test('interleaved bodies have independent digests', () => {
  const names = [...CHECKSUMS, 'md5'] as const;
  const body = fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 4 });
  fc.assert(
    fc.property(body, body, (one, other) => {
      const [digestsOfOne, digestsOfOther] = [createDigests(names), createDigests(names)];
      for (let index = 0; index < Math.max(one.length, other.length); index += 1) {
        digestsOfOne.update(one[index] ?? Buffer.alloc(0));
        digestsOfOther.update(other[index] ?? Buffer.alloc(0));
      }
      expect(digestsOfOne.digest()).toEqual(digestsOf(Buffer.concat(one), names));
      expect(digestsOfOther.digest()).toEqual(digestsOf(Buffer.concat(other), names));
    }),
  );
});

test('hashes match OpenSSL', () => {
  const bytes = Buffer.from('abc');
  const digests = digestsOf(bytes, ['md5', 'sha1', 'sha256']);
  for (const name of ['md5', 'sha1', 'sha256'] as const) {
    expect(digests[name]).toEqual(createHash(name).update(bytes).digest());
  }
});
