import { randomUUID } from 'node:crypto';
import { createObjectStore, type ObjectStore } from '@media/storage';
import { type S3Address, s3Address } from './infrastructure.ts';

export type TestBucket = {
  store: ObjectStore;
  /** Connection settings for the same bucket; `env` has them as variables for a spawned API or worker. */
  address: S3Address & { bucket: string };
  env: { S3_ENDPOINT: string } & Record<string, string>;
};

/** Creates an empty bucket, by default on the S3 of the run. */
export const createTestBucket = async (server: S3Address = s3Address()): Promise<TestBucket> => {
  const address = { ...server, bucket: `test-${randomUUID()}` };
  const store = createObjectStore({ ...address, forcePathStyle: true });
  await store.ensureBucket({ corsOrigins: ['*'] });
  return {
    store,
    address,
    env: {
      S3_ENDPOINT: address.endpoint,
      S3_FORCE_PATH_STYLE: 'true',
      AWS_S3_BUCKET: address.bucket,
      AWS_REGION: address.region,
      AWS_ACCESS_KEY_ID: address.accessKeyId,
      AWS_SECRET_ACCESS_KEY: address.secretAccessKey,
    },
  };
};
