import { GetBucketCorsCommand, PutBucketCorsCommand } from '@aws-sdk/client-s3';
import { createTestBucket } from '@media/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createClients } from './clients.js';
import { ensureBucket } from './prepare-bucket.js';

let deps: ReturnType<typeof createClients>;
beforeAll(async () => {
  const { address } = await createTestBucket();
  deps = createClients({ ...address, forcePathStyle: true });
});
afterAll(() => {
  deps.client.destroy();
  deps.publicClient.destroy();
});

const origins = async () => {
  const { CORSRules = [] } = await deps.client.send(new GetBucketCorsCommand({ Bucket: deps.bucket }));
  return CORSRules.map((rule) => rule.AllowedOrigins?.join());
};
const setRule = (AllowedOrigins: string[], AllowedMethods: string[]) => {
  const CORSRules = [{ AllowedOrigins, AllowedMethods, AllowedHeaders: ['*'], ExposeHeaders: ['etag'] }];
  return deps.client.send(new PutBucketCorsCommand({ Bucket: deps.bucket, CORSConfiguration: { CORSRules } }));
};

test("preparing a bucket repeatedly keeps the operator's CORS rules and appends one rule once", async () => {
  await setRule(['https://intranet.example'], ['GET']);
  for (let starts = 0; starts < 3; starts += 1) {
    const report = await ensureBucket(deps, { corsOrigins: ['https://media.example'] });
    expect(report).toEqual({ created: false, corsSet: true, rejected: [] });
  }
  expect(await origins()).toEqual(['https://intranet.example', 'https://media.example']);
});

test('an existing wildcard rule suffices only if it allows and exposes everything that uploads need', async () => {
  await setRule(['*'], ['GET', 'HEAD', 'PUT']);
  await ensureBucket(deps, { corsOrigins: ['*'] });
  expect(await origins()).toEqual(['*', '*']);
  await ensureBucket(deps, { corsOrigins: ['https://media.example'] });
  expect(await origins()).toEqual(['*', '*']);
});
