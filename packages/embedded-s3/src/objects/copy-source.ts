import { evaluateConditions } from '../http/conditions.js';
import type { Exchange } from '../http/exchange.js';
import { S3Error } from '../http/s3-error.js';
import type { ObjectRef, OpenObject } from '../store/store.js';
import { openObject } from './open-object.js';

/** Parses x-amz-copy-source, which is URL-encoded and can start with a slash. */
export const parseCopySource = (header: string): ObjectRef => {
  let text: string;
  try {
    const [path = '', version] = header.split('?versionId=');
    // Without versioning, the stored object isn't necessarily the requested version.
    if (version !== undefined && version !== 'null') throw new S3Error('NotImplemented');
    text = decodeURIComponent(path);
  } catch (error) {
    if (error instanceof S3Error) throw error;
    throw new S3Error('InvalidArgument', 'x-amz-copy-source is not URL-encoded.', {}, { cause: error });
  }
  const match = /^\/?([^/]+)\/(.+)$/s.exec(text);
  if (!match?.[1] || !match[2]) throw new S3Error('InvalidArgument', 'x-amz-copy-source must be bucket/key.');
  return { bucket: match[1], key: match[2] };
};

/** Opens the source of a copy. @throws PreconditionFailed if a condition of the request doesn't hold */
export const openCopySource = async (exchange: Exchange): Promise<OpenObject & { ref: ObjectRef }> => {
  const ref = parseCopySource(exchange.header('x-amz-copy-source') ?? '');
  const source = await openObject(exchange.store, ref);
  const verdict = evaluateConditions(
    {
      ifMatch: exchange.header('x-amz-copy-source-if-match'),
      ifNoneMatch: exchange.header('x-amz-copy-source-if-none-match'),
      ifModifiedSince: exchange.header('x-amz-copy-source-if-modified-since'),
      ifUnmodifiedSince: exchange.header('x-amz-copy-source-if-unmodified-since'),
    },
    source.meta,
  );
  if (verdict === 'proceed') return { ...source, ref };
  await source[Symbol.asyncDispose]();
  throw new S3Error('PreconditionFailed');
};
