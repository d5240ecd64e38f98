import { CHECKSUMS } from '../body/digests.js';
import type { ObjectMeta } from '../store/object-file.js';
import type { Exchange } from './exchange.js';
import type { Headers } from './respond.js';
import { S3Error } from './s3-error.js';

const STORED_HEADERS = [
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-type',
  'expires',
];
const USER_PREFIX = 'x-amz-meta-';
const MAX_USER_BYTES = 2_048;
const DEFAULT_TYPE = 'binary/octet-stream';

/** aws-chunked is only a transfer encoding, so it isn't stored. */
const contentEncoding = (value: string): string =>
  value
    .split(',')
    .map((coding) => coding.trim())
    .filter((coding) => coding !== 'aws-chunked')
    .join(', ');

/** The request headers that are stored with the object and returned by GET. */
export const storedHeaders = (exchange: Exchange): Record<string, string> => {
  const kept: Record<string, string> = { 'content-type': DEFAULT_TYPE };
  let userBytes = 0;
  for (const name of exchange.headerNames()) {
    const raw = exchange.header(name) ?? '';
    const value = name === 'content-encoding' ? contentEncoding(raw) : raw;
    const isUser = name.startsWith(USER_PREFIX);
    if (isUser) userBytes += name.length - USER_PREFIX.length + value.length;
    if (isUser || (STORED_HEADERS.includes(name) && value !== '')) kept[name] = value;
  }
  if (userBytes > MAX_USER_BYTES) {
    const elements = { Size: String(userBytes), MaxSizeAllowed: String(MAX_USER_BYTES) };
    throw new S3Error('MetadataTooLarge', undefined, {}, { elements });
  }
  return kept;
};

/** Headers overridden by response-content-type and similar query parameters. */
const overrides = (exchange: Exchange): Record<string, string> => {
  const found: Record<string, string> = {};
  for (const name of STORED_HEADERS) {
    const value = exchange.query(`response-${name}`);
    if (value === undefined) continue;
    if (/\p{Cc}/u.test(value)) throw new S3Error('InvalidArgument', `response-${name} contains control characters.`);
    found[name] = Buffer.from(value, 'utf8').toString('latin1');
  }
  return found;
};

/** The headers of an object for GET and HEAD. `checksums` are those of the response body. */
export const describeObject = (
  exchange: Exchange,
  { headers, etag, modifiedAtMs, checksumType }: ObjectMeta,
  checksums: ObjectMeta['checksums'],
): Headers => ({
  ...headers,
  ...overrides(exchange),
  etag: `"${etag}"`,
  'last-modified': new Date(modifiedAtMs).toUTCString(),
  'accept-ranges': 'bytes',
  ...(exchange.header('x-amz-checksum-mode')?.toUpperCase() === 'ENABLED'
    ? checksumHeaders({ checksums, checksumType })
    : {}),
});

export const checksumHeaders = ({
  checksums,
  checksumType,
}: Pick<ObjectMeta, 'checksums' | 'checksumType'>): Headers => {
  const known = CHECKSUMS.filter((name) => checksums[name] !== undefined);
  if (known.length === 0) return {};
  return {
    ...Object.fromEntries(known.map((name) => [`x-amz-checksum-${name}`, checksums[name] ?? ''])),
    'x-amz-checksum-type': checksumType,
  };
};

/** A part's checksums as XML elements. */
export const partChecksumElements = ({
  checksums,
}: Pick<ObjectMeta, 'checksums'>): Record<string, string | undefined> =>
  Object.fromEntries(CHECKSUMS.map((name) => [`Checksum${name.toUpperCase()}`, checksums[name]]));

/** An object's checksums as XML elements. */
export const checksumElements = (meta: Pick<ObjectMeta, 'checksums' | 'checksumType'>) => {
  const hasAny = CHECKSUMS.some((name) => meta.checksums[name] !== undefined);
  return { ...partChecksumElements(meta), ChecksumType: hasAny ? meta.checksumType : undefined };
};
