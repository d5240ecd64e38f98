import { S3Error } from '../http/s3-error.js';
import { uriEncode } from '../sigv4/canonical-request.js';

export type Encode = (text: string) => string;

/**
 * How a listing writes names. With encoding-type=url they come out as AWS writes them: slashes as they are, and a space
 * as `+`. RGW writes `%20`, which every decoder of the former reads, but not the other way round.
 */
export const nameEncoder = (encodingType: string | undefined): Encode => {
  if (encodingType === undefined || encodingType === '') return (text) => text;
  if (encodingType !== 'url') throw new S3Error('InvalidArgument', 'Invalid Encoding Method specified in Request');
  return (text) => uriEncode(text).replaceAll('%2F', '/').replaceAll('%20', '+');
};
