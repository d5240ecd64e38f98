import { expect, test } from 'vitest';
import { apiKeyFrom, apiKeyPrefix, isApiKey, looksLikeApiKey } from './api-key.js';

const bytes = (byte: (index: number) => number) => Uint8Array.from({ length: 32 }, (_, index) => byte(index));

/** Computed with Python's integers and zlib.crc32. */
const KNOWN: [name: string, entropy: Uint8Array, key: string][] = [
  ['zeros', bytes(() => 0), 'mp_0000000000000000000000000000002C8GjS'],
  ['counting', bytes((index) => index), 'mp_CTQj2uNU3MFagCXG9LRKRcwGkBIDlf2PsEUb'],
  ['ones', bytes(() => 255), 'mp_L1YmHWZWm8LLG7HjnuCA2j5rOw8Xp13ognN7'],
  ['high', bytes((index) => 200 + index), 'mp_duBSD0TT0zcPORyXq8NUkmmHIKQ8gh4bMDvr'],
];
/** Its CRC-32 is below 62³. */
const SMALL_CHECKSUM = 'mp_yXr37hMuVhXcZXtk3B16qcGQrbfpRM0007TC';

test.each(KNOWN)('a key matches an independent implementation: %s', (_, entropy, key) => {
  expect(apiKeyFrom(entropy)).toBe(key);
  expect(isApiKey(key)).toBe(true);
});

test('a small checksum has leading zeros', () => {
  expect(isApiKey(SMALL_CHECKSUM)).toBe(true);
});

test('a key with any wrong, missing, additional or exchanged character is detected without a database', () => {
  const [, , key = ''] = KNOWN[1] ?? [];
  const swapped = key.replace(/^(mp_)(.)(.)/, '$1$3$2');
  const mistyped = [...key].map(
    (char, index) => key.slice(0, index) + (char === 'x' ? 'y' : 'x') + key.slice(index + 1),
  );
  for (const wrong of [...mistyped, swapped, key.slice(0, -1), `${key}0`, ` ${key}`, `${key}\n`, '', 'mp_'])
    expect([wrong, isApiKey(wrong)]).toEqual([wrong, false]);
});

test('a key is recognized by its prefix, and its displayed part leaves 22 characters to guess', () => {
  expect(looksLikeApiKey('mp_anything')).toBe(true);
  expect(looksLikeApiKey('eyJhbGciOiJIUzI1NiJ9.e30.c2ln')).toBe(false);
  expect(apiKeyPrefix(SMALL_CHECKSUM)).toBe('mp_yXr37hMu');
});
