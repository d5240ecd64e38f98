import { OWNER } from '../buckets/owner.js';
import type { Exchange } from './exchange.js';
import { S3Error } from './s3-error.js';

/** A header that requests an unsupported feature. Ignoring it would let the client believe that it was applied. */
type UnsupportedHeader = {
  /** In lower case. A trailing `-` matches all names with this prefix. */
  name: string;
  /** The methods that it applies to; all if undefined. */
  methods?: readonly string[];
  /** Values, in lower case, that request the default behavior. Some clients send them by default. */
  accepts?: readonly string[];
};

const WRITES = ['PUT', 'POST', 'DELETE'];

/**
 * From the request headers of all operations in https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations.html.
 * Headers that aren't listed are implemented, have no effect, or occur only with unsupported subresources.
 */
const HEADERS: readonly UnsupportedHeader[] = [
  // Access control lists. There is only one account.
  { name: 'x-amz-acl', accepts: ['private', 'bucket-owner-read', 'bucket-owner-full-control'] },
  { name: 'x-amz-grant-' },
  { name: 'x-amz-object-ownership', accepts: ['bucketownerenforced'] },
  // Server-side encryption, with the server's or the client's keys.
  { name: 'x-amz-server-side-encryption' },
  { name: 'x-amz-server-side-encryption-' },
  { name: 'x-amz-copy-source-server-side-encryption-' },
  { name: 'x-amz-storage-class', accepts: ['standard'] },
  // Tags and annotations. There are no tags to copy, so both tagging directives have the same effect.
  { name: 'x-amz-tagging' },
  { name: 'x-amz-tagging-directive', accepts: ['copy', 'replace'] },
  { name: 'x-amz-object-annotation-directive' },
  // Object lock and versions.
  { name: 'x-amz-object-lock-' },
  { name: 'x-amz-bucket-object-lock-enabled', accepts: ['false'] },
  { name: 'x-amz-bucket-object-lock-token' },
  { name: 'x-amz-bypass-governance-retention', accepts: ['false'] },
  { name: 'x-amz-mfa' },
  { name: 'x-amz-object-version-id' },
  { name: 'x-amz-request-payer' },
  { name: 'x-amz-website-redirect-location' },
  // Only for directory buckets on AWS.
  { name: 'x-amz-write-offset-bytes' },
  { name: 'x-amz-rename-source' },
  { name: 'x-amz-bucket-namespace', accepts: ['global'] },
  { name: 'x-amz-create-session-mode' },
  // Unsupported conditions. Ignoring one would do what the client wanted to prevent.
  { name: 'x-amz-if-match-' },
  { name: 'x-amz-object-if-match' },
  { name: 'if-modified-since', methods: WRITES },
  { name: 'if-unmodified-since', methods: WRITES },
  { name: 'if-none-match', methods: ['DELETE'] },
  // Would store a part of an object as the whole.
  { name: 'content-range', methods: WRITES },
  // The restore status exists only for archived objects, of which there are none.
  { name: 'x-amz-optional-object-attributes', accepts: ['restorestatus'] },
];

const appliesTo = ({ name, methods }: UnsupportedHeader, header: string, method: string): boolean =>
  (name.endsWith('-') ? header.startsWith(name) : header === name) && (methods?.includes(method) ?? true);

/** @throws NotImplemented for a header that requests an unsupported feature */
export const rejectUnsupportedHeaders = (exchange: Pick<Exchange, 'method' | 'header' | 'headerNames'>): void => {
  for (const header of exchange.headerNames()) {
    const row = HEADERS.find((candidate) => appliesTo(candidate, header, exchange.method));
    const value = exchange.header(header)?.trim().toLowerCase() ?? '';
    if (!row || value === '' || row.accepts?.includes(value)) continue;
    throw new S3Error('NotImplemented', undefined, {}, { elements: { Header: header } });
  }
};

const OWNER_HEADERS = ['x-amz-expected-bucket-owner', 'x-amz-source-expected-bucket-owner'];

/** @throws AccessDenied if the client expects a different bucket owner */
export const checkExpectedOwner = (exchange: Pick<Exchange, 'header'>): void => {
  const expected = OWNER_HEADERS.map((name) => exchange.header(name)).filter((value) => value !== undefined);
  if (expected.some((owner) => owner !== OWNER.ID)) throw new S3Error('AccessDenied');
};

/**
 * S3 subresources that no route supports. If `PUT ?acl` were treated as a plain PUT, it would overwrite the object.
 * `append` isn't part of AWS, but other stores have it.
 */
export const UNSUPPORTED_SUBRESOURCES: ReadonlySet<string> = new Set(
  `abac accelerate acl analytics annotation append attributes encryption intelligent-tiering inventory legal-hold
  lifecycle logging metadataAnnotationTable metadataConfiguration metadataInventoryTable metadataJournalTable
  metadataTable metrics notification object-lock ownershipControls policy policyStatus publicAccessBlock renameObject
  replication requestPayment restore retention select select-type session tagging torrent versionId versioning versions
  website`.split(/\s+/),
);

/** Subresources that some routes support. On other routes they must not be ignored either. */
export const SUPPORTED_SUBRESOURCES: ReadonlySet<string> = new Set([
  'cors',
  'delete',
  'location',
  'partNumber',
  'uploadId',
  'uploads',
]);
