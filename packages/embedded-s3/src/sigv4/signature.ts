import { createHmac, timingSafeEqual } from 'node:crypto';

export type Scope = { date: string; region: string; service: string };

const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

export const scopeText = ({ date, region, service }: Scope): string => `${date}/${region}/${service}/aws4_request`;

/** The signing key for one day, region and service. */
export const signingKey = (secretAccessKey: string, { date, region, service }: Scope): Buffer =>
  hmac(hmac(hmac(hmac(`AWS4${secretAccessKey}`, date), region), service), 'aws4_request');

/** Signs the lines of a string to sign. */
export const sign = (key: Buffer, lines: readonly string[]): string => hmac(key, lines.join('\n')).toString('hex');

/** Compares in constant time. */
export const isSameSignature = (expected: string, given: string): boolean => {
  const [a, b] = [Buffer.from(expected), Buffer.from(given)];
  return a.length === b.length && timingSafeEqual(a, b);
};
