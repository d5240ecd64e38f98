import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '@media/local-services';
import { type Client, createClient } from '@media/sdk';
import { fileSource } from '@media/sdk/node';
import { makeClip, runDir } from '@media/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CREDENTIALS } from './support/api.ts';
import { type Span, startOtlpReceiver } from './support/otlp-receiver.ts';
import { product, useOwnProduct } from './support/product.ts';

const TRACE_ID = '4bf92f3577b34da6a3ce929d0e0e4736';
const FAILED = 2;
const ARRIVE_MS = 15_000;

const port = await freePort();
const receiver = await startOtlpReceiver(port);
afterAll(() => receiver.close());
useOwnProduct({
  OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`,
  OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
  OTEL_BSP_SCHEDULE_DELAY: '200',
  TRACE_URL_TEMPLATE: 'https://traces.example.org/trace/{traceId}?from=media',
});

let client: Client;
beforeAll(async () => {
  client = createClient({ baseUrl: `${product().webUrl}/api` });
  await client.auth.register({ email: `${crypto.randomUUID()}@example.org`, ...CREDENTIALS });
});

/** Waits for a span, and returns it. */
const spanWith = async (matches: (span: Span) => boolean): Promise<Span> => {
  await expect.poll(() => receiver.spans().some(matches), { timeout: ARRIVE_MS }).toBe(true);
  return receiver.spans().find(matches) as Span;
};
const isNamed = (name: string) => (span: Span) => span.name === name;
const traceOf = ({ traceId }: Span): Span[] => receiver.spans().filter((span) => span.traceId === traceId);

/** A span and those around it, from the outermost inwards. Steps of Next.js itself are left out. */
const pathOf = (span: Span): string => {
  const parent = receiver.spans().find(({ spanId }) => spanId === span.parentSpanId);
  const own = 'next.span_name' in span.attributes && parent ? [] : [`${span.service} ${span.name}`];
  return [...(parent ? [pathOf(parent)] : []), ...own].join(' > ');
};
const until = async (id: string, ...ends: string[]): Promise<void> => {
  for await (const { status = '' } of client.watch(id)) if (ends.includes(status)) return;
};

const REQUEST = 'media-web POST /api/[...path] > media-web POST > media-api POST /videos';
const attemptIn = (queue: string): string => `${REQUEST} > media-worker send ${queue} > media-worker process ${queue}`;

test('a video is one trace, from the request at the web server to its last event', async () => {
  const { id } = await client.uploadFile(await fileSource(await makeClip({ seconds: 4, size: '320x180' })));
  await until(id, 'completed');
  const last = await spanWith(isNamed('create video.completed'));
  await spanWith((span) => span.traceId === last.traceId && span.name === 'POST /api/[...path]');
  await expect
    .poll(() => traceOf(last).map(pathOf), { timeout: ARRIVE_MS })
    .toEqual(
      expect.arrayContaining([
        `${REQUEST} > media-api create video.created`,
        `${attemptIn('io')} > media-worker S3.GetObject`,
        `${attemptIn('io')} > media-worker ffprobe`,
        `${attemptIn('encode')} > media-worker ffmpeg`,
        `${attemptIn('encode')} > media-worker S3.PutObject`,
        `${attemptIn('images')} > media-worker publish > media-worker create task.completed`,
        `${attemptIn('io')} > media-worker publish > media-worker create video.completed`,
      ]),
    );
  const jobs = await client.videos.jobs(id);
  const traceUrl = `https://traces.example.org/trace/${last.traceId}?from=media`;
  expect(jobs).toEqual([expect.objectContaining({ traceId: last.traceId, traceUrl })]);
  const encode = await spanWith((span) => span.attributes['media.task.kind'] === 'encode');
  expect(encode).toMatchObject({
    name: 'process encode',
    attributes: { 'media.video.id': id, 'media.outcome': 'completed' },
  });
});

test('a failed attempt carries the error code, and processing again is a new trace that links to the old one', async () => {
  const file = join(mkdtempSync(join(runDir(), 'poison-')), 'notes.mp4');
  writeFileSync(file, 'These are only notes.');
  const { id } = await client.uploadFile(await fileSource(file));
  await until(id, 'failed');
  const attempt = await spanWith(({ attributes }) => attributes['media.video.id'] === id && 'error.type' in attributes);
  expect(attempt).toMatchObject({
    name: 'process io',
    attributes: { 'error.type': 'SOURCE_NOT_MEDIA' },
    status: { code: FAILED },
  });
  await client.videos.retry(id);
  const retry = await spanWith(({ name }) => name === 'POST /videos/:id/retry');
  expect(retry.traceId).not.toBe(attempt.traceId);
  expect(retry.links).toEqual([expect.objectContaining({ traceId: attempt.traceId })]);
  await spanWith(({ traceId, attributes }) => traceId === retry.traceId && attributes['media.video.id'] === id);
});

test("a request continues the client's trace, and no token is recorded", async () => {
  const { apiUrl, webUrl } = product();
  const traceparent = `00-${TRACE_ID}-00f067aa0ba902b7-01`;
  const token = `canary-${crypto.randomUUID()}`;
  const headers = { traceparent, authorization: `Bearer ${token}`, cookie: `session=${token}` };
  const playlist = `/videos/${crypto.randomUUID()}/hls/master.m3u8?token=${token}`;
  for (const base of [apiUrl, `${webUrl}/api`]) expect((await fetch(base + playlist, { headers })).status).toBe(401);
  await fetch(`${webUrl}/embed/${crypto.randomUUID()}?token=${token}`, { headers });

  const ofClient = ({ service, traceId }: Span) => service === 'media-api' && traceId === TRACE_ID;
  await expect.poll(() => receiver.spans().filter(ofClient).length, { timeout: ARRIVE_MS }).toBe(2);
  for (const span of receiver.spans().filter(ofClient)) {
    // A refusal isn't a failure of the server.
    const attributes = { 'http.response.status_code': 401, 'error.type': 'UNAUTHENTICATED' };
    expect(span).toMatchObject({ name: 'GET /videos/:id/hls/master.m3u8', attributes, status: { code: 0 } });
  }
  await spanWith(isNamed('GET /embed/[id]'));
  expect(receiver.sent()).not.toContain(token);
});
