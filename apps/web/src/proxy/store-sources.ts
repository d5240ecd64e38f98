type Environment = Readonly<Record<string, string | undefined>>;

const isTrue = (flag: string): boolean => flag === 'true' || flag === '1';

/** A configured endpoint has the bucket in the path, or in the host if S3_FORCE_PATH_STYLE is false. */
const endpointSources = (endpoint: string, bucket: string, pathStyle: string | undefined): string[] => {
  const { protocol, host, origin } = new URL(endpoint);
  return !pathStyle || isTrue(pathStyle) ? [origin] : [`${protocol}//${bucket}.${host}`];
};

/** The AWS SDK puts the bucket into the host, or into the path if its name contains dots. */
const awsSources = (region: string, bucket: string): string[] => {
  const host = `s3.${region}.amazonaws.com${region.startsWith('cn-') ? '.cn' : ''}`;
  return [`https://${bucket}.${host}`, `https://${host}/${bucket}/`];
};

/**
 * CSP sources for the URLs that the API signs for browsers. Reads the same variables by the same rules as the API's
 * configuration.
 */
export const storeSources = (env: Environment): string[] => {
  const bucket = env.AWS_S3_BUCKET || 'media';
  const endpoint = env.S3_PUBLIC_ENDPOINT || env.S3_ENDPOINT;
  if (!endpoint) return awsSources(env.AWS_REGION || 'us-east-1', bucket);
  return endpointSources(endpoint, bucket, env.S3_FORCE_PATH_STYLE || (env.S3_ENDPOINT ? 'true' : 'false'));
};
