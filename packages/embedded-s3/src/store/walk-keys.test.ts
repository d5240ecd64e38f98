import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareKeys } from './walk-keys.js';

test('keys are ordered by their UTF-8 bytes', () => {
  const chars = ['a', '/', 'é', '\uffee', '\u{1f600}', '\u{1f601}', '\u{1f980}', '\u{10ffff}'];
  const key = fc.array(fc.constantFrom(...chars), { maxLength: 6 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(key, key, (a, b) => {
      expect(Math.sign(compareKeys(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
    }),
    { numRuns: 1_000 },
  );
});
