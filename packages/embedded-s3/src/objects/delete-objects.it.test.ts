import { createHash } from 'node:crypto';
import { DeleteObjectCommand, DeleteObjectsCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import { describe, expect, test } from 'vitest';
import { sendRaw } from '../send-raw.fixture.js';
import { useTestServer } from '../use-test-server.fixture.js';

const Bucket = 'deletes';
const server = useTestServer([Bucket]);

const put = async (Key: string): Promise<string> =>
  (await server.client.send(new PutObjectCommand({ Bucket, Key, Body: Key }))).ETag ?? '';
const keys = async (Prefix: string) =>
  ((await server.client.send(new ListObjectsV2Command({ Bucket, Prefix }))).Contents ?? []).map(({ Key }) => Key);

describe('DELETE with If-Match', () => {
  const remove = (Key: string, IfMatch: string) =>
    server.client.send(new DeleteObjectCommand({ Bucket, Key, IfMatch }));

  test('keeps an object with a different ETag, and deletes a matching one', async () => {
    const etag = await put('one');
    await expect(remove('one', '"other"')).rejects.toMatchObject({
      name: 'PreconditionFailed',
      $metadata: { httpStatusCode: 412 },
    });
    expect(await keys('one')).toEqual(['one']);
    await remove('one', etag);
    expect(await keys('one')).toEqual([]);
  });

  test('deletes any object for *, and fails with NoSuchKey without an object', async () => {
    await put('any');
    await remove('any', '*');
    await expect(remove('any', '*')).rejects.toMatchObject({ name: 'NoSuchKey' });
    await expect(remove('any', '"a"')).rejects.toMatchObject({ name: 'NoSuchKey' });
  });
});

describe('DeleteObjects', () => {
  test('deletes objects with matching ETags, and reports the others', async () => {
    const ETag = await put('many/same');
    await put('many/changed');
    const Objects = [
      { Key: 'many/same', ETag },
      { Key: 'many/changed', ETag },
      { Key: 'many/gone', ETag },
      { Key: 'many/gone-too' },
    ];
    const { Deleted, Errors } = await server.client.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
    expect(Deleted?.map(({ Key }) => Key)).toEqual(['many/same', 'many/gone-too']);
    expect(Errors?.map(({ Key, Code }) => [Key, Code])).toEqual([
      ['many/changed', 'PreconditionFailed'],
      ['many/gone', 'NoSuchKey'],
    ]);
    expect(await keys('many/')).toEqual(['many/changed']);
  });

  test('deletes nothing if an entry has a version or an unsupported condition', async () => {
    await put('known');
    const Objects = [
      { Key: 'known', VersionId: 'abc' },
      { Key: 'known', Size: 99 },
      { Key: 'known', LastModifiedTime: new Date(0) },
    ];
    const { Errors } = await server.client.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
    expect(Errors?.map(({ Code }) => Code)).toEqual(['NotImplemented', 'NotImplemented', 'NotImplemented']);
    expect(await keys('known')).toEqual(['known']);
  });

  test('requires a digest of its document', async () => {
    await put('unsure');
    const body = '<Delete><Object><Key>unsure</Key></Object></Delete>';
    const send = (headers: Record<string, string>) =>
      sendRaw(server.url, 'POST', `/${Bucket}`, { query: { delete: '' }, headers, body });
    expect(await send({})).toMatchObject({ status: 400, code: 'InvalidRequest' });
    expect(await keys('unsure')).toEqual(['unsure']);
    expect((await send({ 'content-md5': createHash('md5').update(body).digest('base64') })).status).toBe(200);
    expect(await keys('unsure')).toEqual([]);
  });
});
