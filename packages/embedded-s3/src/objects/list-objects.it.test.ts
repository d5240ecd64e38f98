import { ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import { beforeAll, describe, expect, test } from 'vitest';
import { sendRaw, textsOf } from '../send-raw.fixture.js';
import { useTestServer } from '../use-test-server.fixture.js';

const Bucket = 'listed';
const KEYS = ['a b', 'a+b', 'a/b', 'a\u0001"<&>', 'é'];
const server = useTestServer([Bucket]);
beforeAll(async () => {
  for (const Key of KEYS) await server.client.send(new PutObjectCommand({ Bucket, Key, Body: 'x' }));
});

const list = (query: Record<string, string>) => sendRaw(server.url, 'GET', `/${Bucket}`, { query });

describe('a listing', () => {
  test('escapes keys and ETags in XML so that clients without an XML parser can read them', async () => {
    const { text } = await list({ 'list-type': '2', prefix: 'a\u0001' });
    expect(textsOf(text, 'Key')).toEqual(['a&#x1;&quot;&lt;&amp;&gt;']);
    expect(textsOf(text, 'ETag')).toEqual(['&quot;9dd4e461268c8034f5c8564e155c67a6&quot;']);
  });

  test('URL-encodes keys like AWS: a space becomes +, a slash stays', async () => {
    const { text } = await list({ 'list-type': '2', 'encoding-type': 'url', 'start-after': 'a ' });
    expect(textsOf(text, 'Key')).toEqual(['a+b', 'a%2Bb', 'a/b', '%C3%A9']);
    expect(textsOf(text, 'StartAfter')).toEqual(['a+']);
    const rolled = await list({ 'encoding-type': 'url', delimiter: ' ', prefix: 'a' });
    expect([textsOf(rolled.text, 'Delimiter'), textsOf(rolled.text, 'CommonPrefixes')]).toEqual([['+'], []]);
    expect(rolled.text).toContain('<CommonPrefixes><Prefix>a+</Prefix></CommonPrefixes>');
  });

  test('includes the owner on request, and always in version 1', async () => {
    const ask = (FetchOwner: boolean) =>
      server.client.send(new ListObjectsV2Command({ Bucket, Prefix: 'é', FetchOwner }));
    expect((await ask(true)).Contents?.[0]?.Owner).toEqual({ ID: 'embedded', DisplayName: 'embedded' });
    expect((await ask(false)).Contents?.[0]?.Owner).toBeUndefined();
    expect((await list({ prefix: 'é' })).text).toContain('<Owner><ID>embedded</ID>');
  });

  test('includes the checksum algorithm of each object', async () => {
    const { Contents } = await server.client.send(new ListObjectsV2Command({ Bucket, Prefix: 'é' }));
    expect(Contents?.[0]).toMatchObject({ ChecksumAlgorithm: ['CRC32'], ChecksumType: 'FULL_OBJECT' });
  });

  test.each([
    ['list-type', '3'],
    ['continuation-token', 'garbage'],
    ['max-keys', '-1'],
    ['max-keys', 'x'],
    ['encoding-type', 'base64'],
  ])('with the %s %s is rejected', async (name, value) => {
    expect(await list({ 'list-type': '2', [name]: value })).toMatchObject({ status: 400, code: 'InvalidArgument' });
  });
});
