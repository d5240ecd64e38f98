import { S3Error } from './s3-error.js';

export type QueryPair = readonly [name: string, value: string];
export type RequestTarget = {
  bucket: string | undefined;
  key: string | undefined;
  /** The decoded path. */
  path: string;
  query: readonly QueryPair[];
};

const MAX_KEY_BYTES = 1_024;

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    throw new S3Error('InvalidURI', undefined, {}, { cause: error });
  }
};

const parsePair = (text: string): QueryPair => {
  const equals = text.indexOf('=');
  return equals < 0 ? [decode(text), ''] : [decode(text.slice(0, equals)), decode(text.slice(equals + 1))];
};

/**
 * Bucket, key and query of a path-style request. Doesn't use URL, which would normalize the path: `..`, `//` and a trailing
 * slash are part of the key.
 */
export const parseTarget = (rawUrl: string): RequestTarget => {
  const withoutOrigin = rawUrl.replace(/^https?:\/\/[^/?]*/i, '');
  const mark = withoutOrigin.indexOf('?');
  const path = decode(mark < 0 ? withoutOrigin : withoutOrigin.slice(0, mark)) || '/';
  const search = mark < 0 ? '' : withoutOrigin.slice(mark + 1);
  const query = search.split('&').filter(Boolean).map(parsePair);
  const slash = path.indexOf('/', 1);
  const bucket = (slash < 0 ? path.slice(1) : path.slice(1, slash)) || undefined;
  const key = slash < 0 ? undefined : path.slice(slash + 1) || undefined;
  if (key && Buffer.byteLength(key) > MAX_KEY_BYTES) throw new S3Error('KeyTooLongError');
  return { bucket, key, path, query };
};

/** The first value of a query parameter; '' if it has no value. */
export const queryValue = (query: readonly QueryPair[], name: string): string | undefined =>
  query.find(([known]) => known === name)?.[1];
