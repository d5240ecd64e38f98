import { S3Error } from './s3-error.js';

/** Identifies our tokens: almost any text decodes as base64. */
const MARK = '1.';

export const encodeToken = (name: string): string => `${MARK}${Buffer.from(name).toString('base64url')}`;

/** The name after which a listing continues; undefined without a token. @throws InvalidArgument for a token that isn't ours */
export const decodeToken = (token: string | undefined): string | undefined => {
  if (token === undefined) return undefined;
  const name = Buffer.from(token.slice(MARK.length), 'base64url').toString();
  if (name !== '' && encodeToken(name) === token) return name;
  throw new S3Error('InvalidArgument', 'The continuation token provided is incorrect');
};
