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
