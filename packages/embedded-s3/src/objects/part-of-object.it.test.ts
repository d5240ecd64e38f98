import { randomBytes } from 'node:crypto';
import {
  type CompletedPart,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { beforeAll, describe, expect, test } from 'vitest';
import { type RawRequest, sendRaw } from '../send-raw.fixture.js';
import { useTestServer } from '../use-test-server.fixture.js';

const Bucket = 'parts';
const MIB = 1024 * 1024;
const [ONE, TWO] = [randomBytes(5 * MIB), randomBytes(11)];
const server = useTestServer([Bucket]);
let etag: string | undefined;

const storeInParts = async (Key: string): Promise<string | undefined> => {
  const create = new CreateMultipartUploadCommand({ Bucket, Key, ChecksumAlgorithm: 'CRC32' });
  const { UploadId } = await server.client.send(create);
  const Parts: CompletedPart[] = [];
  for (const [index, Body] of [ONE, TWO].entries()) {
    const part = { Bucket, Key, UploadId, PartNumber: index + 1, Body };
    const { ETag, ChecksumCRC32 } = await server.client.send(new UploadPartCommand(part));
    Parts.push({ PartNumber: part.PartNumber, ETag, ChecksumCRC32 });
  }
  const complete = { Bucket, Key, UploadId, MultipartUpload: { Parts } };
  return (await server.client.send(new CompleteMultipartUploadCommand(complete))).ETag;
};

beforeAll(async () => {
  etag = await storeInParts('video');
  await server.client.send(new PutObjectCommand({ Bucket, Key: 'single', Body: 'hello' }));
});

const send = (method: string, key: string, raw: RawRequest) => sendRaw(server.url, method, `/${Bucket}/${key}`, raw);

describe('a part of a multipart object', () => {
  test('is read as a range, with the ETag of the object and the number of parts', async () => {
    const one = await server.client.send(new GetObjectCommand({ Bucket, Key: 'video', PartNumber: 1 }));
    expect(Buffer.from((await one.Body?.transformToByteArray()) ?? []).equals(ONE)).toBe(true);
    const two = await server.client.send(new GetObjectCommand({ Bucket, Key: 'video', PartNumber: 2 }));
    expect(two).toMatchObject({
      $metadata: { httpStatusCode: 206 },
      ContentRange: `bytes ${5 * MIB}-${5 * MIB + 10}/${5 * MIB + 11}`,
      ContentLength: 11,
      PartsCount: 2,
      ETag: etag,
      ChecksumType: 'COMPOSITE',
    });
    // The SDK has verified them with the part's checksum in the response.
    expect(Buffer.from((await two.Body?.transformToByteArray()) ?? []).equals(TWO)).toBe(true);
  });

  test('is described by HEAD', async () => {
    const head = await server.client.send(new HeadObjectCommand({ Bucket, Key: 'video', PartNumber: 2 }));
    expect(head).toMatchObject({ $metadata: { httpStatusCode: 206 }, ContentLength: 11, PartsCount: 2, ETag: etag });
  });

  test('exists in a copy after the original is deleted', async () => {
    await storeInParts('original');
    await server.client.send(new CopyObjectCommand({ Bucket, Key: 'copy', CopySource: `${Bucket}/original` }));
    await server.client.send(new DeleteObjectCommand({ Bucket, Key: 'original' }));
    const { Body } = await server.client.send(new GetObjectCommand({ Bucket, Key: 'copy', PartNumber: 2 }));
    expect(Buffer.from((await Body?.transformToByteArray()) ?? []).equals(TWO)).toBe(true);
  });

  test.each([
    ['that does not exist', { query: { partNumber: '3' } }, 416, 'InvalidPartNumber'],
    ['0', { query: { partNumber: '0' } }, 400, 'InvalidArgument'],
    ['10001', { query: { partNumber: '10001' } }, 400, 'InvalidArgument'],
    ['that is not a number', { query: { partNumber: 'x' } }, 400, 'InvalidArgument'],
    ['together with a range', { query: { partNumber: '1' }, headers: { range: 'bytes=0-1' } }, 400, 'InvalidRequest'],
  ])('%s is rejected', async (_, raw, status, code) => {
    expect(await send('GET', 'video', raw as RawRequest)).toMatchObject({ status, code });
    expect((await send('HEAD', 'video', raw as RawRequest)).status).toBe(status);
  });
});

describe('an object of a single PUT', () => {
  test('has itself as part 1, without a parts count', async () => {
    const answer = await send('GET', 'single', { query: { partNumber: '1' } });
    expect(answer).toMatchObject({ status: 206, text: 'hello' });
    expect(answer.headers['content-range']).toBe('bytes 0-4/5');
    expect(answer.headers['x-amz-mp-parts-count']).toBeUndefined();
  });

  test('has no part 2', async () => {
    const query = { partNumber: '2' };
    expect(await send('GET', 'single', { query })).toMatchObject({ status: 416, code: 'InvalidPartNumber' });
  });

  test('has a part 1 even if empty', async () => {
    await server.client.send(new PutObjectCommand({ Bucket, Key: 'empty', Body: '' }));
    expect(await send('GET', 'empty', { query: { partNumber: '1' } })).toMatchObject({ status: 200, text: '' });
  });
});
