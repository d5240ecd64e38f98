import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateBucketCommand, type S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll } from 'vitest';
import { startTestServer, type TestServer } from './start-test-server.fixture.js';

/** One server for all tests of a file, with a temporary folder. Use its properties only inside tests and hooks. */
export const useTestServer = (buckets: readonly string[]) => {
  let dataDir = '';
  let server: TestServer | undefined;
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'embedded-s3-'));
    server = await startTestServer(dataDir);
    for (const Bucket of buckets) await server.client.send(new CreateBucketCommand({ Bucket }));
  });
  afterAll(async () => {
    await server?.[Symbol.asyncDispose]();
    await rm(dataDir, { recursive: true });
  });
  const started = (): TestServer => {
    if (!server) throw new Error('The server has not been started yet.');
    return server;
  };
  return {
    get dataDir(): string {
      return dataDir;
    },
    get url(): string {
      return started().url;
    },
    get client(): S3Client {
      return started().client;
    },
  };
};
