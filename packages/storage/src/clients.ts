import { S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';
import { BACKGROUND_LIMITS, type Limits } from './limits.js';

export type StoreConfig = {
  /** Where this process reaches the store; without it, AWS's own endpoint of the region. */
  endpoint?: string;
  /** Where browsers reach the store; presigned URLs point there. Defaults to `endpoint`. */
  publicEndpoint?: string;
  region: string;
  bucket: string;
  /** Without keys the SDK's own chain is asked (environment, profile, instance role). */
  accessKeyId?: string;
  secretAccessKey?: string;
  forcePathStyle: boolean;
};

/** What every operation needs: a client, a client whose URLs the outside can open, the bucket, and how long it may take. */
export type StoreDeps = { client: S3Client; publicClient: S3Client; bucket: string; limits: Limits };

const CONNECT_TIMEOUT_MS = 5_000;
const IDLE_TIMEOUT_MS = 60_000;
const MAX_SOCKETS = 64;

const credentialsOf = ({ accessKeyId, secretAccessKey }: StoreConfig): Pick<S3ClientConfig, 'credentials'> =>
  accessKeyId && secretAccessKey ? { credentials: { accessKeyId, secretAccessKey } } : {};

const clientFor = (config: StoreConfig, endpoint: string | undefined): S3Client =>
  new S3Client({
    ...(endpoint ? { endpoint } : {}),
    ...credentialsOf(config),
    region: config.region,
    forcePathStyle: config.forcePathStyle,
    // The default sends streams as aws-chunked without a length (411 on some stores) and puts the CRC of nothing into URLs.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: {
      connectionTimeout: CONNECT_TIMEOUT_MS,
      socketTimeout: IDLE_TIMEOUT_MS,
      httpAgent: { keepAlive: true, maxSockets: MAX_SOCKETS },
      httpsAgent: { keepAlive: true, maxSockets: MAX_SOCKETS },
    },
  });

/** The clients of one store; one and the same when the outside reaches it by the same address. */
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
