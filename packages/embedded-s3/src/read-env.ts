import type { EmbeddedS3Config } from './embedded-s3.js';

const DEFAULT_PORT = 9000;

const requireText = (env: NodeJS.ProcessEnv, name: string): string => {
  const value = env[name];
  if (!value) throw new Error(`${name} must be set.`);
  return value;
};

const readPort = (text: string | undefined): number => {
  const port = text ? Number(text) : DEFAULT_PORT;
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error('S3_PORT must be an integer between 0 and 65535.');
  return port;
};

const readConnections = (text: string | undefined): { connectionsPerAddress?: number } => {
  if (!text) return {};
  const connectionsPerAddress = Number(text);
  if (Number.isInteger(connectionsPerAddress) && connectionsPerAddress > 0) return { connectionsPerAddress };
  throw new Error('S3_CONNECTIONS_PER_ADDRESS must be a positive integer.');
};

/** Reads the configuration. @throws Error that names the invalid variable */
export const readEnv = (env: NodeJS.ProcessEnv): EmbeddedS3Config => ({
  dataDir: requireText(env, 'S3_DATA_DIR'),
  accessKeyId: requireText(env, 'AWS_ACCESS_KEY_ID'),
  secretAccessKey: requireText(env, 'AWS_SECRET_ACCESS_KEY'),
  region: env.AWS_REGION || 'us-east-1',
  port: readPort(env.S3_PORT),
  host: env.S3_HOST || '127.0.0.1',
  ...readConnections(env.S3_CONNECTIONS_PER_ADDRESS),
  corsOrigins: (env.S3_CORS_ORIGINS ?? '')
    .split(',')
    .map((origin) => origin.trim())
    .filter(Boolean),
});
