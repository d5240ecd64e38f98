import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { expect, test } from 'vitest';
import { sendRaw } from '../send-raw.fixture.js';
import { useTestServer } from '../use-test-server.fixture.js';

const Bucket = 'foreign';
const server = useTestServer([Bucket]);

/** The headers that stop browsers from guessing types and running scripts. */
const protectionOf = (headers: Headers) => ({
  sniffing: headers.get('x-content-type-options'),
  policy: headers.get('content-security-policy'),
});
const PROTECTED = { sniffing: 'nosniff', policy: 'sandbox' };

test('an HTML page uploaded as a video cannot run scripts', async () => {
  const page = { Body: '<script>alert(document.cookie)</script>', ContentType: 'text/html' };
  await server.client.send(new PutObjectCommand({ Bucket, Key: 'page', ...page }));
  const command = new GetObjectCommand({ Bucket, Key: 'page' });
  const url = await getSignedUrl(server.client, command);
  const answer = await fetch(url);
  expect(answer.headers.get('content-type')).toBe('text/html');
  expect(protectionOf(answer.headers)).toEqual(PROTECTED);
});

test('every response has the protective headers: errors, listings, ranges, preflights and empty ones', async () => {
  const send = (method: string, path: string, headers = {}) => sendRaw(server.url, method, path, { headers });
  await sendRaw(server.url, 'PUT', `/${Bucket}/there`, { body: 'hello' });
  const answers = await Promise.all([
    send('GET', '/'),
    send('GET', `/${Bucket}`),
    send('GET', `/${Bucket}/there`, { range: 'bytes=0-1' }),
    send('HEAD', `/${Bucket}/there`),
    send('GET', `/${Bucket}/missing`),
    send('GET', `/${Bucket}/there`, { 'if-none-match': '*' }),
    send('DELETE', `/${Bucket}/missing`),
    send('PATCH', `/${Bucket}/there`),
  ]);
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 206, 404, 304, 204, 405]));
  const others = await Promise.all([fetch(server.url), fetch(server.url, { method: 'OPTIONS' })]);
  const all = [
    ...answers.map(({ headers }) => new Headers(headers as Record<string, string>)),
    ...others.map(({ headers }) => headers),
  ];
  expect(all.map(protectionOf)).toEqual(all.map(() => PROTECTED));
});
