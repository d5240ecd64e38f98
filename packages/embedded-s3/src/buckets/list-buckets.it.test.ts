import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import {
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteBucketCommand,
  GetBucketCorsCommand,
  ListBucketsCommand,
  ListMultipartUploadsCommand,
  PutBucketCorsCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { describe, expect, test } from 'vitest';
import { sendRaw } from '../send-raw.fixture.js';
import { useTestServer } from '../use-test-server.fixture.js';

const server = useTestServer(['a-one', 'b-one', 'b-three', 'b-two', 'c-one']);

describe('the list of buckets', () => {
  test('is paginated and filtered by prefix', async () => {
    const pages: (string | undefined)[][] = [];
    let ContinuationToken: string | undefined;
    do {
      const command = new ListBucketsCommand({ MaxBuckets: 2, Prefix: 'b-', ContinuationToken });
      const page = await server.client.send(command);
      expect(page.Prefix).toBe('b-');
      pages.push((page.Buckets ?? []).map(({ Name }) => Name));
      ContinuationToken = page.ContinuationToken;
    } while (ContinuationToken);
    expect(pages).toEqual([['b-one', 'b-three'], ['b-two']]);
  });

  test('includes the region, and is empty for other regions', async () => {
    const { Buckets } = await server.client.send(new ListBucketsCommand());
    expect(Buckets).toHaveLength(5);
    expect(Buckets?.[0]?.BucketRegion).toBe('us-east-1');
    const query = { 'bucket-region': 'eu-west-1' };
    expect((await sendRaw(server.url, 'GET', '/', { query })).text).not.toContain('<Name>');
  });

  test('rejects a token that it did not issue', async () => {
    const answer = await sendRaw(server.url, 'GET', '/', { query: { 'continuation-token': 'garbage' } });
    expect(answer).toMatchObject({ status: 400, code: 'InvalidArgument' });
  });

  test.each(['0', '10001', 'x'])('rejects max-buckets=%s', async (max) => {
    const answer = await sendRaw(server.url, 'GET', '/', { query: { 'max-buckets': max } });
    expect(answer).toMatchObject({ status: 400, code: 'InvalidArgument' });
  });
});

describe('a bucket that is created again', () => {
  test('stays unchanged, and the request succeeds', async () => {
    const Bucket = 'again';
    const rule = { ID: 'mine', AllowedOrigins: ['http://web.test'], AllowedMethods: ['GET'] };
    await server.client.send(new CreateBucketCommand({ Bucket }));
    const CORSConfiguration = { CORSRules: [rule] };
    await server.client.send(new PutBucketCorsCommand({ Bucket, CORSConfiguration }));
    const again = await server.client.send(new CreateBucketCommand({ Bucket }));
    expect(again.$metadata.httpStatusCode).toBe(200);
    const { CORSRules } = await server.client.send(new GetBucketCorsCommand({ Bucket }));
    expect(CORSRules).toEqual([rule]);
  });
});

describe('a new bucket', () => {
  const create = (body: string) => sendRaw(server.url, 'PUT', '/located', { body });
  const located = (region: string) =>
    `<CreateBucketConfiguration><LocationConstraint>${region}</LocationConstraint></CreateBucketConfiguration>`;

  test('is not created in another region or with an invalid document', async () => {
    expect(await create(located('eu-west-1'))).toMatchObject({ status: 400, code: 'InvalidLocationConstraint' });
    expect(await create('<Create')).toMatchObject({ status: 400, code: 'MalformedXML' });
    expect(await create('<CreateBucketConfiguration><Tags><Tag/></Tags></CreateBucketConfiguration>')).toMatchObject({
      status: 501,
    });
    expect((await sendRaw(server.url, 'HEAD', '/located')).status).toBe(404);
    expect((await create(located('us-east-1'))).status).toBe(200);
  });

  test('has no uploads of a deleted bucket of the same name', async () => {
    const upload = { Bucket: 'reborn', Key: 'video' };
    await server.client.send(new CreateBucketCommand(upload));
    const { UploadId } = await server.client.send(new CreateMultipartUploadCommand(upload));
    await server.client.send(new DeleteBucketCommand(upload));
    expect(await readdir(join(server.dataDir, 'uploads'))).toEqual([]);
    await server.client.send(new CreateBucketCommand(upload));
    expect((await server.client.send(new ListMultipartUploadsCommand(upload))).Uploads).toBeUndefined();
    const part = server.client.send(new UploadPartCommand({ ...upload, UploadId, PartNumber: 1, Body: 'x' }));
    await expect(part).rejects.toMatchObject({ name: 'NoSuchUpload' });
  });
});

describe('CORS rules', () => {
  test.each([
    ['with two wildcards', { AllowedOrigins: ['http://*.*'], AllowedMethods: ['GET'] }],
    ['with a method that S3 does not support', { AllowedOrigins: ['*'], AllowedMethods: ['OPTIONS'] }],
  ])('%s are rejected', async (_, rule) => {
    const command = new PutBucketCorsCommand({ Bucket: 'a-one', CORSConfiguration: { CORSRules: [rule] } });
    await expect(server.client.send(command)).rejects.toMatchObject({ name: 'InvalidRequest' });
  });
});
