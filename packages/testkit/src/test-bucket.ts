import { randomUUID } from 'node:crypto';
import { createObjectStore, type ObjectStore } from '@media/storage';
import { type S3Address, s3Address } from './infrastructure.ts';

export type TestBucket = {
  store: ObjectStore;
  /** What a spawned API or worker needs to reach the same bucket. */
  address: S3Address & { bucket: string };
  env: { S3_ENDPOINT: string } & Record<string, string>;
};

/** An empty bucket of one test file's own, on the run's S3 unless told. */
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
