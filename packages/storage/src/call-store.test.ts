import { expect, test } from 'vitest';
import { listing, serveScript } from './fixtures/scripted-store.js';

const silent = () => undefined;
const busy = () => ({ status: 503, body: listing('Error', '<Code>SlowDown</Code>') });
const endless = (url: URL) => {
  const next = Number(url.searchParams.get('part-number-marker') ?? 0) + 1;
  return listing(
    'ListPartsResult',
    `<IsTruncated>true</IsTruncated><NextPartNumberMarker>${next}</NextPartNumberMarker>`,
  );
};
const PARTS = [{ partNumber: 1, sizeBytes: 5, etag: '"e"' }];
const COPY = { ifMatchEtag: '"e"', sizeBytes: 5, contentType: 'video/mp4' };

test('if the store never responds, every operation fails at its deadline and closes its connection', async () => {
  const { store, requests, waiting } = await serveScript(silent);
  const limited = store.within({ deadlineMs: 100 });
  const operations: (() => Promise<unknown>)[] = [
    () => limited.ping(),
    () => limited.head('k'),
    () => limited.get('k'),
    () => limited.getBytes('k'),
    () => limited.put('k', Buffer.from('x'), { contentType: 'a/b' }),
    () => limited.copy('k', 'l', COPY),
    () => limited.delete('k'),
    () => limited.deletePrefix('k'),
    () => limited.list('k').next(),
    () => limited.createMultipart('k', 'a/b'),
    () => limited.listParts('k', 'id'),
    () => limited.listMultiparts('k').next(),
    () => limited.completeMultipart('k', 'id', PARTS),
    () => limited.abortMultipart('k', 'id'),
  ];
  const late = { code: 'STORAGE_UNAVAILABLE', details: { deadlineMs: 100 } };
  await Promise.all(
    operations.map((operation, index) => expect(operation(), `operation ${index}`).rejects.toMatchObject(late)),
  );
  await expect.poll(waiting).toBe(0);
  // The SDK must not retry by itself. On a busy machine a deadline can pass before the request is sent, hence ≤.
  expect(requests.length).toBeLessThanOrEqual(operations.length);
});

test("the SDK's retries stop at the deadline", async () => {
  const { store, requests } = await serveScript((_, count) => (count < 3 ? busy() : undefined));
  await expect(store.within({ deadlineMs: 300 }).head('k')).rejects.toMatchObject({
    code: 'STORAGE_UNAVAILABLE',
    details: { deadlineMs: 300 },
  });
  expect(requests.length).toBeLessThanOrEqual(3);
});

test('an abort ends a pending call, and a list between two pages', async () => {
  const client = new AbortController();
  const quiet = await serveScript(silent);
  const waiting = quiet.store.within({ signal: client.signal }).listParts('k', 'id');
  await expect.poll(() => quiet.requests.length).toBe(1);
  const talkative = await serveScript((url, count) => {
    if (count === 3) client.abort();
    return endless(url);
  });
  const listed = talkative.store.within({ signal: client.signal }).listParts('k', 'id');
  await expect(listed).rejects.toMatchObject({ code: 'CANCELLED' });
  await expect(waiting).rejects.toMatchObject({ code: 'CANCELLED' });
  expect(talkative.requests).toHaveLength(3);
  await expect.poll(quiet.waiting).toBe(0);
});

test('an already aborted caller sends no request', async () => {
  const { store, requests } = await serveScript(silent);
  const gone = store.within({ signal: AbortSignal.abort() });
  await expect(gone.listParts('k', 'id')).rejects.toMatchObject({ code: 'CANCELLED' });
  await expect(gone.put('k', Buffer.from('x'), { contentType: 'a/b' })).rejects.toMatchObject({ code: 'CANCELLED' });
  expect(requests).toEqual([]);
});
