import { S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';
import { BACKGROUND_LIMITS, type Limits } from './limits.js';
import { traceCalls } from './trace-calls.js';

export type StoreConfig = {
  /** URL at which this process reaches the store; defaults to the AWS endpoint of the region. */
  endpoint?: string;
  /** URL at which browsers reach the store, used in presigned URLs. Defaults to `endpoint`. */
  publicEndpoint?: string;
  region: string;
  bucket: string;
  /** Without keys, the SDK uses its credential provider chain (environment, profile, instance role). */
  accessKeyId?: string;
  secretAccessKey?: string;
  forcePathStyle: boolean;
};

/** The dependencies of every operation. `publicClient` signs URLs for `publicEndpoint`. */
export type StoreDeps = { client: S3Client; publicClient: S3Client; bucket: string; limits: Limits };

const CONNECT_TIMEOUT_MS = 5_000;
const IDLE_TIMEOUT_MS = 60_000;
const MAX_SOCKETS = 64;

const credentialsOf = ({ accessKeyId, secretAccessKey }: StoreConfig): Pick<S3ClientConfig, 'credentials'> =>
  accessKeyId && secretAccessKey ? { credentials: { accessKeyId, secretAccessKey } } : {};

const clientFor = (config: StoreConfig, endpoint: string | undefined): S3Client => {
  const client = new S3Client({
    ...(endpoint ? { endpoint } : {}),
    ...credentialsOf(config),
    region: config.region,
    forcePathStyle: config.forcePathStyle,
    // By default, the SDK sends streams as aws-chunked without a length, which some stores reject with 411, and adds the CRC of
    // an empty body to presigned URLs.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: {
      connectionTimeout: CONNECT_TIMEOUT_MS,
      socketTimeout: IDLE_TIMEOUT_MS,
      httpAgent: { keepAlive: true, maxSockets: MAX_SOCKETS },
      httpsAgent: { keepAlive: true, maxSockets: MAX_SOCKETS },
    },
  });
  traceCalls(client);
  return client;
};

/** Creates the clients. `publicClient` is the same as `client` if the store has only one endpoint. */
export const createClients = (config: StoreConfig): StoreDeps => {
  const client = clientFor(config, config.endpoint);
  const { publicEndpoint } = config;
  const isSame = !publicEndpoint || publicEndpoint === config.endpoint;
  return {
    client,
    publicClient: isSame ? client : clientFor(config, publicEndpoint),
    bucket: config.bucket,
    limits: BACKGROUND_LIMITS,
  };
};
