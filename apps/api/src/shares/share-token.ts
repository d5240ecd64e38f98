import { createHash, randomBytes } from 'node:crypto';

const TOKEN_BYTES = 32;

export const newShareToken = (): string => randomBytes(TOKEN_BYTES).toString('base64url');

/** By which a share is found. A fast hash is enough, because nobody can guess 256 random bits. */
export const hashShareToken = (token: string): Uint8Array => createHash('sha256').update(token).digest();
