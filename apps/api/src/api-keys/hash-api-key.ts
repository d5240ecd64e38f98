import { createHash } from 'node:crypto';

/** What is stored of a key. It has 178 random bits, so a fast hash without salt can't be reversed by guessing. */
export const hashApiKey = (key: string): Uint8Array => createHash('sha256').update(key).digest();
