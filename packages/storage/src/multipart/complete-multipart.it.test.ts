import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { createTestBucket, type TestBucket } from '@media/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createObjectStore, type ObjectStore } from '../object-store.js';

type Fault =
  | 'no response'
  | 'error inside a 200'
  | 'error instead of work'
  | 'no ETag'
  | 'no checksums'
  | '500 for work';

let real: TestBucket;
let store: ObjectStore;
let fault: Fault;

/** Forwards everything to the real store, but answers CompleteMultipartUpload with one of the faults seen in other stores. */
const proxy = createServer((request, response) => void relay(request, response));

const forward = async (
  request: IncomingMessage,
): Promise<{ status: number; headers: NodeJS.Dict<string | string[]>; body: Buffer }> => {
  const body = await buffer(request);
  const { hostname, port } = new URL(real.address.endpoint);
  return new Promise((resolve, reject) => {
    httpRequest({ hostname, port, method: request.method, path: request.url, headers: request.headers }, (answer) =>
      buffer(answer).then(
        (read) => resolve({ status: answer.statusCode ?? 500, headers: answer.headers, body: read }),
        reject,
      ),
    )
      .on('error', reject)
      .end(body);
  });
};

const asksForChecksum = ({ headers }: IncomingMessage): boolean => headers['x-amz-checksum-algorithm'] !== undefined;
const isComplete = ({ method, url = '' }: IncomingMessage): boolean => method === 'POST' && url.includes('uploadId=');
const errorDocument = (code: string) => `<?xml version="1.0"?><Error><Code>${code}</Code><Message>x</Message></Error>`;

const relay = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
  if (isComplete(request) && fault === 'error instead of work') {
    return void response.writeHead(200, { 'content-type': 'application/xml' }).end(errorDocument('InternalError'));
  }
  if (isComplete(request) && fault === '500 for work') {
    return void response.writeHead(500, { 'content-type': 'application/xml' }).end(errorDocument('UnknownError'));
  }
  if (asksForChecksum(request) && fault === 'no checksums') {
    return void response.writeHead(501, { 'content-type': 'application/xml' }).end(errorDocument('NotImplemented'));
  }
  const answer = await forward(request);
  if (!isComplete(request)) return void response.writeHead(answer.status, answer.headers).end(answer.body);
  if (fault === 'no response') return void response.destroy();
  const text = answer.body.toString().replace(/<ETag>.*<\/ETag>/, '');
  const body = fault === 'no ETag' ? text : errorDocument('InternalError');
  response.writeHead(200, { 'content-type': 'application/xml' }).end(body);
};

beforeAll(async () => {
  real = await createTestBucket();
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const { port } = proxy.address() as AddressInfo;
  // The proxy forwards its own Host header, which the signature covers.
  store = createObjectStore({ ...real.address, endpoint: `http://127.0.0.1:${port}`, forcePathStyle: true });
});
afterAll(() => {
  store.close();
  proxy.close();
});

const upload = async (key: string) => {
  const id = await store.createMultipart(key, 'video/mp4');
  const { url } = await real.store.presignPart(key, id, 1, { sizeBytes: 5, expiresInSeconds: 60 });
  await fetch(url, { method: 'PUT', body: 'hello' });
  return { id, parts: (await store.listParts(key, id)) ?? [] };
};

test.each<Fault>(['no response', 'error inside a 200', 'no ETag'])(
  'an upload is completed despite "%s" in the response',
  async (kind) => {
    fault = kind;
    const key = `faulty/${kind.replaceAll(' ', '-')}`;
    const { id, parts } = await upload(key);
    const head = await store.completeMultipart(key, id, parts);
    expect(head).toEqual({ sizeBytes: 5, etag: (await real.store.head(key))?.etag });
  },
);

test.each<Fault>(['error instead of work', '500 for work'])(
  'after "%s", completing fails with a retryable error and succeeds later',
  async (kind) => {
    fault = kind;
    const key = `faulty/later-${kind.replaceAll(' ', '-')}`;
    const { id, parts } = await upload(key);
    await expect(store.completeMultipart(key, id, parts)).rejects.toMatchObject({ code: 'STORAGE_UNAVAILABLE' });
    expect((await real.store.completeMultipart(key, id, parts)).sizeBytes).toBe(5);
  },
);

// Ceph RGW answers 500 when asked to complete an unknown upload.
test.each<Fault>(['no ETag', '500 for work'])(
  'an aborted upload counts as closed, even if the store responds with "%s"',
  async (kind) => {
    fault = kind;
    const { id, parts } = await upload('faulty/gone');
    await real.store.abortMultipart('faulty/gone', id);
    await expect(store.completeMultipart('faulty/gone', id, parts)).rejects.toMatchObject({ code: 'UPLOAD_CLOSED' });
  },
);

test('an unreachable store is STORAGE_UNAVAILABLE, with the cause', async () => {
  const nobody = createObjectStore({ ...real.address, endpoint: 'http://127.0.0.1:1', forcePathStyle: true });
  const failure = expect.objectContaining({ code: 'STORAGE_UNAVAILABLE', cause: expect.any(Error) });
  await expect(nobody.ping()).rejects.toEqual(failure);
  await expect(nobody.head('x')).rejects.toEqual(failure);
  await expect(nobody.put('x', Buffer.from('x'), { contentType: 'a/b' })).rejects.toEqual(failure);
  await expect(nobody.list('x').next()).rejects.toEqual(failure);
  nobody.close();
});

test('uploads to a store without checksums are sent without them', async () => {
  fault = 'no checksums';
  const { id, parts } = await upload('faulty/no-checksums');
  expect((await store.completeMultipart('faulty/no-checksums', id, parts)).sizeBytes).toBe(5);
});
