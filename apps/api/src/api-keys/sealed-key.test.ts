import type { ApiKeyCreated } from '@media/contracts';
import { expect, test } from 'vitest';
import { sealedKey } from './sealed-key.js';

const KEY = 'mp_CTQj2uNU3MFagCXG9LRKRcwGkBIDlf2PsEUb';
const body = { id: 'id', name: 'Deploy', prefix: 'mp_CTQj2uNU', key: KEY } as ApiKeyCreated;
const { without, renew } = sealedKey('a secret');

test('a stored response contains no part of the key beyond its prefix, and a repeated one contains the key', async () => {
  const stored = without(body);
  expect(stored).toMatchObject({ id: 'id', name: 'Deploy', prefix: 'mp_CTQj2uNU' });
  expect(stored.key).not.toContain(KEY.slice(3, 11));
  expect(await renew(stored)).toEqual(body);
  expect(without(stored)).toBe(stored);
  expect(without(body).key).not.toBe(stored.key);
});

test('after a change of the secret, the request must be sent with another Idempotency-Key', async () => {
  await expect(sealedKey('another secret').renew(without(body))).rejects.toMatchObject({
    code: 'IDEMPOTENCY_KEY_REUSED',
  });
});
