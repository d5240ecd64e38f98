/** `mp_`, 30 random characters, and 6 characters of their CRC-32. All characters after the prefix are base62. */
const API_KEY = /^mp_([0-9A-Za-z]{30})([0-9A-Za-z]{6})$/;

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const RANDOM_LENGTH = 30;
const CHECKSUM_LENGTH = 6;
/** How much of a key is stored and displayed, so that people can tell keys apart. */
const SHOWN_LENGTH = 'mp_'.length + 8;

/** The last digits of a number in base62, the most significant first. */
const toBase62 = (value: bigint, length: number): string => {
  let digits = '';
  for (let rest = value; digits.length < length; rest /= 62n) digits = DIGITS.charAt(Number(rest % 62n)) + digits;
  return digits;
};

/** CRC-32 as in zlib and PNG: reflected, polynomial 0x04C11DB7. */
const crc32 = (text: string): number => {
  let crc = 0xffffffff;
  for (const char of text) {
    crc ^= char.charCodeAt(0);
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
};

const checksumOf = (random: string): string => toBase62(BigInt(crc32(random)), CHECKSUM_LENGTH);

/** A key from 32 random bytes. They have 77 bits more than the 30 characters, so all characters are equally likely. */
export const apiKeyFrom = (entropy: Uint8Array): string => {
  const value = entropy.reduce((number, byte) => number * 256n + BigInt(byte), 0n);
  const random = toBase62(value, RANDOM_LENGTH);
  return `mp_${random}${checksumOf(random)}`;
};

/** Whether a credential is meant to be an API key. */
export const looksLikeApiKey = (credential: string): boolean => credential.startsWith('mp_');

/** Whether the checksum matches, so the key isn't mistyped or cut off. Says nothing about whether the key exists. */
export const isApiKey = (credential: string): boolean => {
  const [, random, checksum] = API_KEY.exec(credential) ?? [];
  return random !== undefined && checksum === checksumOf(random);
};

/** The beginning of a key, which doesn't help to guess the rest. */
export const apiKeyPrefix = (key: string): string => key.slice(0, SHOWN_LENGTH);
