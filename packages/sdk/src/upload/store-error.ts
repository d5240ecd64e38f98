import { isTransient } from '../http/backoff.js';

/** The object storage rejected a part and retrying didn't help. */
export class StoreError extends Error {
  override readonly name = 'StoreError';

  constructor(
    readonly status: number,
    /** S3's own error code, if the response could be read. */
    readonly storeCode: string | undefined,
  ) {
    super(`The object storage rejected a part of the file (${[status, storeCode].filter(Boolean).join(' ')}).`);
  }
}

/** Reads S3's error document, which names the reason in `<Code>…</Code>`. */
export const storeErrorOf = (status: number, body: string): StoreError =>
  new StoreError(status, /<Code>([\w.]{1,64})<\/Code>/.exec(body)?.[1]);

/** The bytes don't match their checksum: they were damaged in transit. */
const DAMAGED = new Set(['BadDigest', 'InvalidDigest', 'XAmzContentChecksumMismatch', 'XAmzContentSHA256Mismatch']);
/** The store doesn't support this kind of checksum, or the upload wasn't created with one. */
const NO_CHECKSUMS = new Set(['InvalidRequest', 'InvalidArgument', 'NotImplemented']);

/** Whether the part can succeed when it is read and signed again. A 403 can mean that the URL has expired. */
export const isTransientForPart = (error: unknown): boolean => {
  if (!(error instanceof StoreError)) return isTransient(error);
  const { status, storeCode = '' } = error;
  return status === 403 || status === 408 || status === 429 || status >= 500 || DAMAGED.has(storeCode);
};

/** Whether the store might accept the part without a checksum. */
export const lacksChecksums = (error: unknown): boolean =>
  error instanceof StoreError && NO_CHECKSUMS.has(error.storeCode ?? '');
