import { isPassing } from '../http/backoff.js';

/** The object store refused a part. The URL may have expired (403), so a fresh one is worth a try. */
export class StoreError extends Error {
  override readonly name = 'StoreError';

  constructor(
    readonly status: number,
    /** S3's own error code, where the answer could be read. */
    readonly storeCode: string | undefined,
  ) {
    super(`The store refused a part of the file (${[status, storeCode].filter(Boolean).join(' ')}).`);
  }
}

/** A StoreError from the store's answer: S3 names its reason as `<Code>…</Code>`. */
export const storeErrorOf = (status: number, body: string): StoreError =>
  new StoreError(status, /<Code>([\w.]{1,64})<\/Code>/.exec(body)?.[1]);

/** What stores say of bytes that are not those of the checksum: they were damaged on their way. */
const DAMAGED = new Set(['BadDigest', 'InvalidDigest', 'XAmzContentChecksumMismatch', 'XAmzContentSHA256Mismatch']);
/** What they say of a checksum of a kind that they do not know, or that was not announced when the upload was opened. */
const NO_CHECKSUMS = new Set(['InvalidRequest', 'InvalidArgument', 'NotImplemented']);

/** Whether the same part, signed and read anew, may be accepted. */
export const mayPassForPart = (error: unknown): boolean => {
  if (!(error instanceof StoreError)) return isPassing(error);
  const { status, storeCode = '' } = error;
  return status === 403 || status === 408 || status === 429 || status >= 500 || DAMAGED.has(storeCode);
};

/** Whether a store that refused a part so may take it without a checksum. */
export const takesNoChecksums = (error: unknown): boolean =>
  error instanceof StoreError && NO_CHECKSUMS.has(error.storeCode ?? '');
