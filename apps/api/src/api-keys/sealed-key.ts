import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { ApiKeyCreated } from '@media/contracts';
import { AppError } from '@media/core';
import type { Links } from '../http/respond-idempotently.js';

const SEALED = 'sealed:';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Responses to requests with an Idempotency-Key are stored for a day. The API key in them is encrypted, so that the database alone doesn't
 * reveal it (docs/decisions/0057).
 */
export const sealedKey = (secret: string): Links<ApiKeyCreated> => {
  const cipherKey = Buffer.from(hkdfSync('sha256', secret, '', 'API keys in stored responses', 32));
  return {
    without: (body) => (body.key.startsWith(SEALED) ? body : { ...body, key: seal(cipherKey, body.key) }),
    renew: async (body) => ({ ...body, key: open(cipherKey, body.key) }),
  };
};

const seal = (cipherKey: Buffer, text: string): string => {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', cipherKey, nonce);
  const sealed = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return `${SEALED}${sealed.toString('base64url')}`;
};

/** @throws AppError IDEMPOTENCY_KEY_REUSED if JWT_SECRET has changed since */
const open = (cipherKey: Buffer, text: string): string => {
  const sealed = Buffer.from(text.slice(SEALED.length), 'base64url');
  const decipher = createDecipheriv('aes-256-gcm', cipherKey, sealed.subarray(0, NONCE_BYTES));
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
  try {
    return decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
  } catch (error) {
    throw new AppError('IDEMPOTENCY_KEY_REUSED', {}, { cause: error });
  }
};
