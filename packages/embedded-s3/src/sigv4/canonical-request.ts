import { createHash } from 'node:crypto';
import type { QueryPair } from '../http/request-target.js';

export type SignedRequest = {
  method: string;
  /** Decoded. */
  path: string;
  query: readonly QueryPair[];
  /** Lower-case names. As in Node, each character of a value is one byte. */
  headers: Readonly<Record<string, string>>;
  signedHeaders: readonly string[];
  payloadHash: string;
};

/** UriEncode of the SigV4 specification: encodes everything except unreserved characters, in upper-case hex. */
export const uriEncode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);

const encodePath = (path: string): string => path.split('/').map(uriEncode).join('/');

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const encodeQuery = (query: readonly QueryPair[]): string =>
  query
    .map(([name, value]) => [uriEncode(name), uriEncode(value)] as const)
    .sort(([nameA, valueA], [nameB, valueB]) => compare(nameA, nameB) || compare(valueA, valueB))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');

/** Clients sign UTF-8, but Node decodes headers as Latin-1. */
const headerText = (value: string): string => Buffer.from(value, 'latin1').toString('utf8').trim().replace(/ +/g, ' ');

/** https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html; S3 encodes the path once and keeps `//`. */
export const canonicalRequest = (request: SignedRequest): string =>
  [
    request.method,
    encodePath(request.path),
    encodeQuery(request.query),
    ...request.signedHeaders.map((name) => `${name}:${headerText(request.headers[name] ?? '')}`),
    '',
    request.signedHeaders.join(';'),
    request.payloadHash,
  ].join('\n');

export const sha256Hex = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex');
