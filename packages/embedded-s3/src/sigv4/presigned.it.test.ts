import { request as httpRequest } from 'node:http';
import { text } from 'node:stream/consumers';
import { GetObjectCommand, ListBucketsCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { beforeAll, describe, expect, test } from 'vitest';
import { KEYS } from '../start-test-server.fixture.js';
import { useTestServer } from '../use-test-server.fixture.js';

const Bucket = 'presigned';
const server = useTestServer([Bucket]);
beforeAll(() => server.client.send(new PutObjectCommand({ Bucket, Key: 'there', Body: 'hello' })));

const clientWith = (credentials: typeof KEYS, region = 'us-east-1') =>
  new S3Client({
    endpoint: server.url,
    region,
    credentials,
    forcePathStyle: true,
    requestChecksumCalculation: 'WHEN_REQUIRED',
  });
const presign = (
  command: GetObjectCommand | PutObjectCommand,
  options: { expiresIn?: number; signingDate?: Date; signableHeaders?: Set<string> } = {},
  credentials = KEYS,
) => getSignedUrl(clientWith(credentials), command, { expiresIn: 60, ...options });
const presignGet = (options = {}, credentials = KEYS) =>
  presign(new GetObjectCommand({ Bucket, Key: 'there' }), options, credentials);
const presignPut = () =>
  presign(new PutObjectCommand({ Bucket, Key: 'new', ContentLength: 5, ContentType: 'text/plain' }), {
    signableHeaders: new Set(['host', 'content-length', 'content-type']),
  });
const codeOf = async (response: Response): Promise<string> =>
  /<Code>(.*)<\/Code>/.exec(await response.text())?.[1] ?? String(response.status);

describe('a presigned URL', () => {
  test('reads its object', async () => {
    expect(await (await fetch(await presignGet())).text()).toBe('hello');
  });

  test('accepts only the signed size and type', async () => {
    const url = await presignPut();
    const put = (body: string, type = 'text/plain') =>
      fetch(url, { method: 'PUT', body, headers: { 'content-type': type } });
    expect(await codeOf(await put('hello!'))).toBe('SignatureDoesNotMatch');
    expect(await codeOf(await put('hell'))).toBe('SignatureDoesNotMatch');
    expect(await codeOf(await put('hello', 'text/html'))).toBe('SignatureDoesNotMatch');
    expect((await put('hello')).status).toBe(200);
  });

  test('is rejected after it expires, with the code and message of S3', async () => {
    const response = await fetch(await presignGet({ expiresIn: 1, signingDate: new Date(Date.now() - 5_000) }));
    expect(response.status).toBe(403);
    expect(await response.text()).toMatch(/<Code>AccessDenied<\/Code><Message>Request has expired<\/Message>/);
  });

  test.each([
    ['another key', (url: string) => url.replace('/there', '/new')],
    ['another bucket', (url: string) => url.replace('/presigned/', '/objects/')],
    ['a longer expiry', (url: string) => url.replace('X-Amz-Expires=60', 'X-Amz-Expires=600')],
    ['an additional parameter', (url: string) => `${url}&response-content-type=text/html`],
    ['a changed signature', (url: string) => url.replace(/(X-Amz-Signature=)./, '$1z')],
    ['an additional slash in the path', (url: string) => url.replace('/there', '//there')],
  ])('does not work for %s', async (_, change) => {
    expect(await codeOf(await fetch(change(await presignGet())))).toBe('SignatureDoesNotMatch');
  });

  test.each(['PUT', 'DELETE', 'POST', 'HEAD'])('for GET does not work for %s', async (method) => {
    const response = await fetch(await presignGet(), { method });
    expect(response.status).toBe(403);
  });

  test('signed with another secret or another key is rejected', async () => {
    const secret = await presignGet({}, { ...KEYS, secretAccessKey: 'guessed' });
    expect(await codeOf(await fetch(secret))).toBe('SignatureDoesNotMatch');
    const key = await presignGet({}, { ...KEYS, accessKeyId: 'nobody' });
    expect(await codeOf(await fetch(key))).toBe('InvalidAccessKeyId');
  });
});

describe('a signed header', () => {
  test.each([
    ['another secret', { ...KEYS, secretAccessKey: 'guessed' }, 'us-east-1', 'SignatureDoesNotMatch'],
    ['another key', { ...KEYS, accessKeyId: 'nobody' }, 'us-east-1', 'InvalidAccessKeyId'],
    ['another region', KEYS, 'eu-west-1', 'AuthorizationHeaderMalformed'],
  ])('with %s is rejected', async (_, credentials, region, name) => {
    const asked = clientWith(credentials, region).send(new ListBucketsCommand());
    await expect(asked).rejects.toMatchObject({ name });
  });
});

describe('an unsigned request', () => {
  test.each([
    ['GET', '/'],
    ['GET', '/presigned'],
    ['GET', '/presigned/there'],
    ['PUT', '/presigned/there'],
    ['DELETE', '/presigned/there'],
    ['POST', '/presigned/there?uploads'],
    ['GET', '/presigned/../../etc/passwd'],
  ])('is rejected: %s %s', async (method, path) => {
    const answer = await new Promise<{ status: number | undefined; body: string }>((resolve, reject) => {
      const body = method === 'PUT' ? 'x' : undefined;
      const { hostname, port } = new URL(server.url);
      // fetch would normalize the path.
      httpRequest({ method, path, hostname, port }, (response) =>
        text(response).then((read) => resolve({ status: response.statusCode, body: read }), reject),
      )
        .on('error', reject)
        .end(body);
    });
    expect(answer.status).toBe(403);
    expect(answer.body).toContain('<Code>AccessDenied</Code>');
  });
});
