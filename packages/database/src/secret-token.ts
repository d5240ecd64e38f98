import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { parse, stringify } from 'uuid';

const SECRET_BYTES = 32;
const ID_BYTES = 16;
/** Both parts, as 64 characters of base64url. */
const TOKEN = /^[\w-]{64}$/;

/** A hash as stored in a `Bytes` column. */
export type TokenHash = Uint8Array<ArrayBuffer>;

const hashOf = (secret: Uint8Array): TokenHash => new Uint8Array(createHash('sha256').update(secret).digest());

/**
 * A new token for a link: the ID of its row and 32 random bytes. Only the hash is stored. A fast hash is enough, because random
 * bytes can't be guessed.
 */
export const createSecretToken = (id: string): { token: string; hash: TokenHash } => {
  const secret = randomBytes(SECRET_BYTES);
  return { token: Buffer.concat([parse(id), secret]).toString('base64url'), hash: hashOf(secret) };
};

/** The row that a token names, and the hash to compare with `isSameHash`. Undefined if it can't be a token. */
export const readSecretToken = (token: string): { id: string; hash: TokenHash } | undefined => {
  if (!TOKEN.test(token)) return undefined;
  const bytes = Buffer.from(token, 'base64url');
  try {
    return { id: stringify(bytes.subarray(0, ID_BYTES)), hash: hashOf(bytes.subarray(ID_BYTES)) };
  } catch {
    return undefined; // not a UUID
  }
};

/** Compares in constant time. The row is found by its ID, so the time of the query doesn't depend on the secret. */
export const isSameHash = (a: TokenHash, b: TokenHash): boolean => a.length === b.length && timingSafeEqual(a, b);
