import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  HeadObjectCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { describe, expect, test } from 'vitest';
import { digestsOf } from '../body/digests.js';
import { sendRaw } from '../send-raw.fixture.js';
import { useTestServer } from '../use-test-server.fixture.js';

const Bucket = 'sums';
const server = useTestServer([Bucket]);

const BODY = 'hello';
const sumOf = (name: 'crc32' | 'sha256'): string | undefined =>
  digestsOf(Buffer.from(BODY), [name])[name]?.toString('base64');

/** Creates an upload with one part that has a CRC-32. */
const begin = async (Key: string, ChecksumType: 'COMPOSITE' | 'FULL_OBJECT') => {
  const upload = { Bucket, Key };
  const create = new CreateMultipartUploadCommand({ ...upload, ChecksumAlgorithm: 'CRC32', ChecksumType });
  const { UploadId } = await server.client.send(create);
  const part = { ...upload, UploadId, PartNumber: 1, Body: BODY };
  const { ETag, ChecksumCRC32 } = await server.client.send(new UploadPartCommand(part));
  return { upload: { ...upload, UploadId }, part: { PartNumber: 1, ETag, ChecksumCRC32 } };
};

describe('CompleteMultipartUpload', () => {
  test.each(['COMPOSITE', 'FULL_OBJECT'] as const)('returns the checksum type %s', async (type) => {
    const { upload, part } = await begin(`typed-${type}`, type);
    const command = new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts: [part] } });
    expect((await server.client.send(command)).ChecksumType).toBe(type);
  });

  test('requires the checksum of each part for COMPOSITE uploads', async () => {
    const { upload, part } = await begin('vouched', 'COMPOSITE');
    const { ChecksumCRC32: _, ...unsummed } = part;
    const complete = (parts: (typeof unsummed)[]) =>
      server.client.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts: parts } }));
    await expect(complete([unsummed])).rejects.toMatchObject({ name: 'InvalidRequest' });
    await complete([part]);
  });

  test('rejects a checksum type other than that of the upload', async () => {
    const { upload, part } = await begin('other-type', 'FULL_OBJECT');
    const more = { MultipartUpload: { Parts: [part] }, ChecksumType: 'COMPOSITE' as const };
    const command = new CompleteMultipartUploadCommand({ ...upload, ...more });
    await expect(server.client.send(command)).rejects.toMatchObject({ name: 'InvalidRequest' });
  });
});

test('a part with a checksum algorithm other than that of its upload is rejected', async () => {
  const { upload } = await begin('mixed', 'FULL_OBJECT');
  const command = new UploadPartCommand({ ...upload, PartNumber: 2, Body: BODY, ChecksumSHA256: sumOf('sha256') });
  await expect(server.client.send(command)).rejects.toMatchObject({ name: 'InvalidRequest' });
});

describe('a copy', () => {
  const copy = (Key: string, source: string, more = {}) =>
    server.client.send(new CopyObjectCommand({ Bucket, Key, CopySource: `${Bucket}/${source}`, ...more }));
  const sumsOf = async (Key: string) => {
    const head = await server.client.send(new HeadObjectCommand({ Bucket, Key, ChecksumMode: 'ENABLED' }));
    return [head.ChecksumCRC32, head.ChecksumSHA256, head.ChecksumType];
  };

  test('keeps the checksum of its source and returns its type', async () => {
    await server.client.send(new PutObjectCommand({ Bucket, Key: 'single', Body: BODY }));
    const { CopyObjectResult } = await copy('same', 'single');
    expect(CopyObjectResult).toMatchObject({ ChecksumCRC32: sumOf('crc32'), ChecksumType: 'FULL_OBJECT' });
  });

  test('has the requested checksum of the whole object instead', async () => {
    const { upload, part } = await begin('in-parts', 'COMPOSITE');
    await server.client.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts: [part] } }));
    await server.client.send(new PutObjectCommand({ Bucket, Key: 'single', Body: BODY }));
    for (const source of ['single', 'in-parts']) {
      const { CopyObjectResult } = await copy(`${source}-sha256`, source, { ChecksumAlgorithm: 'SHA256' });
      expect(CopyObjectResult).toMatchObject({ ChecksumSHA256: sumOf('sha256'), ChecksumType: 'FULL_OBJECT' });
      expect(await sumsOf(`${source}-sha256`)).toEqual([undefined, sumOf('sha256'), 'FULL_OBJECT']);
    }
    await copy('crc32', 'in-parts', { ChecksumAlgorithm: 'CRC32' });
    expect(await sumsOf('crc32')).toEqual([sumOf('crc32'), undefined, 'FULL_OBJECT']);
  });

  test.each([
    ['x-amz-checksum-algorithm', 'SHA512', 501, 'NotImplemented'],
    ['x-amz-checksum-algorithm', 'ROT13', 400, 'InvalidRequest'],
    ['x-amz-metadata-directive', 'MERGE', 400, 'InvalidArgument'],
  ])('with the %s %s is rejected', async (name, value, status, code) => {
    await server.client.send(new PutObjectCommand({ Bucket, Key: 'single', Body: BODY }));
    const headers = { 'x-amz-copy-source': `${Bucket}/single`, [name]: value };
    const answer = await sendRaw(server.url, 'PUT', `/${Bucket}/refused`, { headers, body: '' });
    expect(answer).toMatchObject({ status, code });
  });
});
