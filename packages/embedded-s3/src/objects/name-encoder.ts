import { S3Error } from '../http/s3-error.js';
import { uriEncode } from '../sigv4/canonical-request.js';

export type Encode = (text: string) => string;

/**
 * The encoding of names in listings. With encoding-type=url, like AWS: slashes unencoded, spaces as `+`. RGW sends `%20`, which
 * decoders of `+` understand too, but not vice versa.
 */
export const nameEncoder = (encodingType: string | undefined): Encode => {
  if (encodingType === undefined || encodingType === '') return (text) => text;
  if (encodingType !== 'url') throw new S3Error('InvalidArgument', 'Invalid Encoding Method specified in Request');
  return (text) => uriEncode(text).replaceAll('%2F', '/').replaceAll('%20', '+');
};
