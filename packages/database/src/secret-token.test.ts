import { expect, test } from 'vitest';
import { newId } from './new-id.js';
import { createSecretToken, isSameHash, readSecretToken } from './secret-token.js';

test('a token names its row and matches only its own hash', () => {
  const id = newId();
  const [{ token, hash }, other] = [createSecretToken(id), createSecretToken(id)];
  const read = readSecretToken(token);
  expect(read?.id).toBe(id);
  expect(isSameHash(hash, read?.hash ?? new Uint8Array())).toBe(true);
  expect(isSameHash(hash, other.hash)).toBe(false);
  expect(isSameHash(hash, new Uint8Array())).toBe(false);
});

test('a token fits into the fragment of a URL as it is, and does not contain its hash', () => {
  const { token, hash } = createSecretToken(newId());
  expect(token).toMatch(/^[\w-]{64}$/);
  expect(Buffer.from(token, 'base64url').includes(Buffer.from(hash))).toBe(false);
});

test.each(['', 'short', '-'.repeat(64), `${'A'.repeat(63)}=`, 'é'.repeat(64), '\u0000'.repeat(64), 'A'.repeat(65)])(
  '%j is not a token',
  (text) => {
    expect(readSecretToken(text)).toBeUndefined();
  },
);

test('changing any character of the secret changes the hash', () => {
  const { token, hash } = createSecretToken(newId());
  for (const position of [22, 40, 63]) {
    const changed = `${token.slice(0, position)}${token[position] === 'A' ? 'Q' : 'A'}${token.slice(position + 1)}`;
    expect(isSameHash(hash, readSecretToken(changed)?.hash ?? new Uint8Array())).toBe(false);
  }
});
