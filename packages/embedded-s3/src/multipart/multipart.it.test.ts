import { randomBytes } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  AbortMultipartUploadCommand,
  type CompletedPart,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  type CreateMultipartUploadCommandInput,
  DeleteObjectCommand,
  GetObjectCommand,
  ListMultipartUploadsCommand,
  ListPartsCommand,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
  UploadPartCopyCommand,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { describe, expect, test } from 'vitest';
import { KEYS } from '../start-test-server.fixture.js';
import { useTestServer } from '../use-test-server.fixture.js';

const Bucket = 'multipart';
const MIB = 1024 * 1024;
const server = useTestServer([Bucket]);

const create = async (Key: string, more: Partial<CreateMultipartUploadCommandInput> = {}): Promise<string> =>
  (await server.client.send(new CreateMultipartUploadCommand({ Bucket, Key, ...more }))).UploadId ?? '';
const sendPart = async (
  Key: string,
  UploadId: string,
  PartNumber: number,
  Body: Uint8Array,
): Promise<CompletedPart> => {
  const { ETag } = await server.client.send(new UploadPartCommand({ Bucket, Key, UploadId, PartNumber, Body }));
  return { PartNumber, ETag };
};
const complete = (Key: string, UploadId: string, Parts: CompletedPart[]) =>
  server.client.send(new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload: { Parts } }));
const bytesOf = async (Key: string, Range?: string): Promise<Buffer> => {
  const { Body } = await server.client.send(new GetObjectCommand({ Bucket, Key, Range }));
  return Buffer.from((await Body?.transformToByteArray()) ?? []);
};
const partFolders = () => readdir(join(server.dataDir, 'parts'));
const openUploads = () => readdir(join(server.dataDir, 'uploads'));

describe('a multipart upload', () => {
  test('joins its parts by number, whatever the order they were sent in, even if one was sent twice', async () => {
    const [one, two, three] = [randomBytes(5 * MIB), randomBytes(5 * MIB + 1), randomBytes(10)];
    const id = await create('video', { ContentType: 'video/mp4' });
    const last = await sendPart('video', id, 9, three);
    await sendPart('video', id, 1, two);
    const [first, second] = [await sendPart('video', id, 1, one), await sendPart('video', id, 4, two)];
    const { Parts } = await server.client.send(new ListPartsCommand({ Bucket, Key: 'video', UploadId: id }));
    expect(Parts?.map(({ PartNumber, Size }) => [PartNumber, Size])).toEqual([
      [1, 5 * MIB],
      [4, 5 * MIB + 1],
      [9, 10],
    ]);
    const { ETag } = await complete('video', id, [first, second, last]);
    expect(ETag).toMatch(/^"[0-9a-f]{32}-3"$/);
    const whole = Buffer.concat([one, two, three]);
    expect((await bytesOf('video')).equals(whole)).toBe(true);
    const [from, to] = [5 * MIB - 3, 10 * MIB + 4];
    expect((await bytesOf('video', `bytes=${from}-${to}`)).equals(whole.subarray(from, to + 1))).toBe(true);
  });

  test('returns the same response when completed again', async () => {
    const id = await create('again');
    const part = await sendPart('again', id, 1, Buffer.from('x'));
    const first = await complete('again', id, [part]);
    expect((await complete('again', id, [part])).ETag).toBe(first.ETag);
  });

  test('is not completed with wrong, missing, unordered or too small parts', async () => {
    const id = await create('wrong');
    const [one, two] = [
      await sendPart('wrong', id, 1, Buffer.from('x')),
      await sendPart('wrong', id, 2, Buffer.from('y')),
    ];
    await expect(complete('wrong', id, [{ ...one, ETag: two.ETag }])).rejects.toMatchObject({ name: 'InvalidPart' });
    await expect(complete('wrong', id, [one, { PartNumber: 3, ETag: two.ETag }])).rejects.toMatchObject({
      name: 'InvalidPart',
    });
    await expect(complete('wrong', id, [two, one])).rejects.toMatchObject({ name: 'InvalidPartOrder' });
    await expect(complete('wrong', id, [one, two])).rejects.toMatchObject({ name: 'EntityTooSmall' });
    await expect(complete('wrong', 'f'.repeat(32), [one])).rejects.toMatchObject({ name: 'NoSuchUpload' });
    await expect(complete('wrong', '../../etc', [one])).rejects.toMatchObject({ name: 'NoSuchUpload' });
  });

  test.each([0, 10_001])('rejects part number %i', async (number) => {
    const id = await create('numbers');
    await expect(sendPart('numbers', id, number, Buffer.from('x'))).rejects.toMatchObject({ name: 'InvalidArgument' });
  });

  test('is removed with its parts when aborted', async () => {
    const id = await create('aborted');
    await sendPart('aborted', id, 1, Buffer.from('x'));
    const abort = () => server.client.send(new AbortMultipartUploadCommand({ Bucket, Key: 'aborted', UploadId: id }));
    await abort();
    await expect(abort()).rejects.toMatchObject({ name: 'NoSuchUpload' });
    await expect(sendPart('aborted', id, 2, Buffer.from('y'))).rejects.toMatchObject({ name: 'NoSuchUpload' });
    expect(await openUploads()).not.toContain(id);
  });

  test('is listed while open, page by page', async () => {
    const ids = [await create('open/a'), await create('open/b'), await create('open/b')];
    const seen: (string | undefined)[] = [];
    let markers = {};
    for (let isTruncated = true; isTruncated; ) {
      const command = new ListMultipartUploadsCommand({ Bucket, Prefix: 'open/', MaxUploads: 1, ...markers });
      const page = await server.client.send(command);
      seen.push(...(page.Uploads ?? []).map(({ UploadId }) => UploadId));
      markers = { KeyMarker: page.NextKeyMarker, UploadIdMarker: page.NextUploadIdMarker };
      isTruncated = page.IsTruncated ?? false;
    }
    expect(seen.toSorted()).toEqual(ids.toSorted());
  });
});

describe('the parts of an object', () => {
  const store = async (key: string): Promise<string> => {
    const id = await create(key);
    await complete(key, id, [await sendPart(key, id, 1, Buffer.alloc(MIB, key))]);
    return id;
  };

  test('are removed when it is replaced or deleted, but only after its readers are done', async () => {
    const [replaced, deleted] = [await store('replaced'), await store('deleted')];
    const reading = await server.client.send(new GetObjectCommand({ Bucket, Key: 'replaced' }));
    await server.client.send(new PutObjectCommand({ Bucket, Key: 'replaced', Body: 'new' }));
    await server.client.send(new DeleteObjectCommand({ Bucket, Key: 'deleted' }));
    const bytes = Buffer.from((await reading.Body?.transformToByteArray()) ?? []);
    expect(bytes.equals(Buffer.alloc(MIB, 'replaced'))).toBe(true);
    await expect.poll(partFolders).not.toContain(replaced);
    expect(await partFolders()).not.toContain(deleted);
    expect((await bytesOf('replaced')).toString()).toBe('new');
  });

  test('are moved out of the uploads folder, and unused ones are removed', async () => {
    const id = await create('moved');
    const used = await sendPart('moved', id, 1, Buffer.from('x'));
    await sendPart('moved', id, 2, Buffer.from('y'));
    await complete('moved', id, [used]);
    expect(await openUploads()).not.toContain(id);
    expect((await readdir(join(server.dataDir, 'parts', id))).filter((name) => name.endsWith('.part'))).toEqual([
      '00001.part',
    ]);
  });

  test('remain for a copy when the original is deleted', async () => {
    await store('first');
    await server.client.send(new CopyObjectCommand({ Bucket, Key: 'second', CopySource: `${Bucket}/first` }));
    await server.client.send(new DeleteObjectCommand({ Bucket, Key: 'first' }));
    expect((await bytesOf('second')).equals(Buffer.alloc(MIB, 'first'))).toBe(true);
  });
});

test('a failed copy leaves neither an object nor parts', async () => {
  const id = await create('damaged');
  await complete('damaged', id, [await sendPart('damaged', id, 1, Buffer.from('x'))]);
  await rm(join(server.dataDir, 'parts', id, '00001.part'));
  const before = await openUploads();
  const copy = server.client.send(
    new CopyObjectCommand({ Bucket, Key: 'damaged-copy', CopySource: `${Bucket}/damaged` }),
  );
  await expect(copy).rejects.toMatchObject({ name: 'InternalError' });
  expect(await openUploads()).toEqual(before);
  await expect(bytesOf('damaged-copy')).rejects.toMatchObject({ name: 'NoSuchKey' });
});

describe('a part copied from an object', () => {
  test('is the requested range, if the condition holds', async () => {
    const source = randomBytes(6 * MIB);
    const { ETag } = await server.client.send(new PutObjectCommand({ Bucket, Key: 'source', Body: source }));
    const id = await create('joined');
    const copy = (PartNumber: number, CopySourceRange: string, CopySourceIfMatch = ETag) =>
      server.client.send(
        new UploadPartCopyCommand({
          Bucket,
          Key: 'joined',
          UploadId: id,
          PartNumber,
          CopySource: `${Bucket}/source`,
          CopySourceRange,
          CopySourceIfMatch,
        }),
      );
    await expect(copy(1, 'bytes=0-1', '"x"')).rejects.toMatchObject({ name: 'PreconditionFailed' });
    await expect(copy(1, `bytes=0-${6 * MIB}`)).rejects.toMatchObject({ name: 'InvalidArgument' });
    const [one, two] = [await copy(1, `bytes=0-${5 * MIB - 1}`), await copy(2, `bytes=${5 * MIB}-${6 * MIB - 1}`)];
    await complete('joined', id, [
      { PartNumber: 1, ETag: one.CopyPartResult?.ETag },
      { PartNumber: 2, ETag: two.CopyPartResult?.ETag },
    ]);
    expect((await bytesOf('joined')).equals(source)).toBe(true);
  });
});

describe('checksums of a multipart upload', () => {
  const unsummed = () =>
    new S3Client({
      endpoint: server.url,
      region: 'us-east-1',
      credentials: KEYS,
      forcePathStyle: true,
      requestChecksumCalculation: 'WHEN_REQUIRED',
    });

  test.each([
    ['CRC32', 'COMPOSITE', /-2$/],
    ['CRC32C', 'FULL_OBJECT', /=$/],
    ['CRC64NVME', 'FULL_OBJECT', /=$/],
    ['SHA256', 'COMPOSITE', /-2$/],
  ] as const)('%s of type %s is stored, and verified by the SDK on read', async (algorithm, type, pattern) => {
    const client = algorithm === 'CRC64NVME' ? unsummed() : server.client;
    const Key = `sum-${algorithm}`;
    const id = await create(Key, { ChecksumAlgorithm: algorithm, ChecksumType: type });
    const parts: CompletedPart[] = [];
    for (const [index, Body] of [Buffer.alloc(5 * MIB, 1), Buffer.alloc(100, 2)].entries()) {
      const PartNumber = index + 1;
      const command = new UploadPartCommand({
        Bucket,
        Key,
        UploadId: id,
        PartNumber,
        Body,
        // The SDK can't compute this one without native code, so the server does.
        ...(algorithm === 'CRC64NVME' ? {} : { ChecksumAlgorithm: algorithm }),
      });
      const name = `Checksum${algorithm}` as const;
      const { ETag, [name]: sum } = await client.send(command);
      parts.push({ PartNumber, ETag, [name]: sum });
    }
    const answer = await complete(Key, id, parts);
    expect(answer[`Checksum${algorithm}`]).toMatch(pattern);
    const { Body } = await server.client.send(new GetObjectCommand({ Bucket, Key, ChecksumMode: 'ENABLED' }));
    expect(await Body?.transformToByteArray()).toHaveLength(5 * MIB + 100);
  });

  test('a multipart upload by the SDK is read back byte for byte', async () => {
    const bytes = randomBytes(17 * MIB);
    await new Upload({ client: server.client, params: { Bucket, Key: 'sdk', Body: bytes }, partSize: 5 * MIB }).done();
    expect((await bytesOf('sdk')).equals(bytes)).toBe(true);
  });
});
