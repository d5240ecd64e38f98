type Environment = Readonly<Record<string, string | undefined>>;

const isTrue = (flag: string): boolean => flag === 'true' || flag === '1';

/** An endpoint of one's own: the bucket stands in the path, unless S3_FORCE_PATH_STYLE says that it is part of the host. */
const ownStore = (endpoint: string, bucket: string, pathStyle: string | undefined): string[] => {
  const { protocol, host, origin } = new URL(endpoint);
  return !pathStyle || isTrue(pathStyle) ? [origin] : [`${protocol}//${bucket}.${host}`];
};

/** Without an endpoint, AWS's: the SDK writes the bucket into the host, and one whose name has dots into the path. */
const amazonStore = (region: string, bucket: string): string[] => {
  const host = `s3.${region}.amazonaws.com${region.startsWith('cn-') ? '.cn' : ''}`;
  return [`https://${bucket}.${host}`, `https://${host}/${bucket}/`];
};

/**
 * Where the URLs lead that the API signs for browsers, as sources of a Content-Security-Policy. Reads the variables by
 * the rules of the API's own configuration, for the web server is given the same ones.
 */
export const storeSources = (env: Environment): string[] => {
  const bucket = env.AWS_S3_BUCKET || 'media';
  const endpoint = env.S3_PUBLIC_ENDPOINT || env.S3_ENDPOINT;
  if (!endpoint) return amazonStore(env.AWS_REGION || 'us-east-1', bucket);
  return ownStore(endpoint, bucket, env.S3_FORCE_PATH_STYLE || (env.S3_ENDPOINT ? 'true' : 'false'));
};
