import { OWNER } from '../buckets/owner.js';
import type { Exchange } from './exchange.js';
import { S3Error } from './s3-error.js';

/** A header that asks for something this server doesn't do. A client must not believe that it was done. */
type UnsupportedHeader = {
  /** In lower case; one that ends in `-` stands for all that begin with it. */
  name: string;
  /** The methods that it means something to; all of them if absent. */
  methods?: readonly string[];
  /** In lower case: values that ask for what happens here anyway, and which clients send by default. */
  accepts?: readonly string[];
};

const WRITES = ['PUT', 'POST', 'DELETE'];

/**
 * From the request headers of all operations in https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations.html.
 * What isn't here is implemented, asks for nothing, or only comes with a subresource that is refused.
 */
const HEADERS: readonly UnsupportedHeader[] = [
  // Access control lists: everything belongs to one account.
  { name: 'x-amz-acl', accepts: ['private', 'bucket-owner-read', 'bucket-owner-full-control'] },
  { name: 'x-amz-grant-' },
  { name: 'x-amz-object-ownership', accepts: ['bucketownerenforced'] },
  // Encryption by the server, by its own keys or the client's.
  { name: 'x-amz-server-side-encryption' },
  { name: 'x-amz-server-side-encryption-' },
  { name: 'x-amz-copy-source-server-side-encryption-' },
  { name: 'x-amz-storage-class', accepts: ['standard'] },
  // Tags and annotations. There are none to copy, so either directive is obeyed.
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
  // Of directory buckets only, on AWS as well.
  { name: 'x-amz-write-offset-bytes' },
  { name: 'x-amz-rename-source' },
  { name: 'x-amz-bucket-namespace', accepts: ['global'] },
  { name: 'x-amz-create-session-mode' },
  // Conditions that would be ignored: the request would do what it was told not to do.
  { name: 'x-amz-if-match-' },
  { name: 'x-amz-object-if-match' },
  { name: 'if-modified-since', methods: WRITES },
  { name: 'if-unmodified-since', methods: WRITES },
  { name: 'if-none-match', methods: ['DELETE'] },
  // A part of an object would be stored as the whole.
  { name: 'content-range', methods: WRITES },
  // Restore status is only told of archived objects, of which there are none.
  { name: 'x-amz-optional-object-attributes', accepts: ['restorestatus'] },
];

const isMeant = ({ name, methods }: UnsupportedHeader, header: string, method: string): boolean =>
  (name.endsWith('-') ? header.startsWith(name) : header === name) && (methods?.includes(method) ?? true);

/** Throws NotImplemented for a header that asks for what this server doesn't do. */
export const refuseUnsupportedHeaders = (exchange: Pick<Exchange, 'method' | 'header' | 'headerNames'>): void => {
  for (const header of exchange.headerNames()) {
    const row = HEADERS.find((candidate) => isMeant(candidate, header, exchange.method));
    const value = exchange.header(header)?.trim().toLowerCase() ?? '';
    if (!row || value === '' || row.accepts?.includes(value)) continue;
    throw new S3Error('NotImplemented', undefined, {}, { elements: { Header: header } });
  }
};

const OWNER_HEADERS = ['x-amz-expected-bucket-owner', 'x-amz-source-expected-bucket-owner'];

/** Throws AccessDenied if the client expects the bucket to be somebody else's. */
export const checkExpectedOwner = (exchange: Pick<Exchange, 'header'>): void => {
  const expected = OWNER_HEADERS.map((name) => exchange.header(name)).filter((value) => value !== undefined);
  if (expected.some((owner) => owner !== OWNER.ID)) throw new S3Error('AccessDenied');
};

/**
 * Subresources of S3 that are not here on any route. To take `?acl` for the object itself would overwrite it.
 * `append` is not from AWS; other stores have it.
 */
export const UNSUPPORTED_SUBRESOURCES: ReadonlySet<string> = new Set(
  `abac accelerate acl analytics annotation append attributes encryption intelligent-tiering inventory legal-hold
  lifecycle logging metadataAnnotationTable metadataConfiguration metadataInventoryTable metadataJournalTable
  metadataTable metrics notification object-lock ownershipControls policy policyStatus publicAccessBlock renameObject
  replication requestPayment restore retention select select-type session tagging torrent versionId versioning versions
  website`.split(/\s+/),
);

/** Subresources that some routes implement; on any other route they must not be ignored either. */
export const SUPPORTED_SUBRESOURCES: ReadonlySet<string> = new Set([
  'cors',
  'delete',
  'location',
  'partNumber',
  'uploadId',
  'uploads',
]);
