import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { VideoView } from '@media/contracts';
import { runDir, spawnNode } from '@media/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { call, type Person, signUp } from '../fixtures/call.js';
import { sendSmallFile } from '../fixtures/send-bytes.js';
import { startApi, type TestApi } from '../fixtures/start-api.js';

const WORKER = fileURLToPath(new URL('../../../worker/dist/main.js', import.meta.url));
const TRACE_ID = '4bf92f3577b34da6a3ce929d0e0e4736';
const TRACEPARENT = `00-${TRACE_ID}-00f067aa0ba902b7-01`;

const lines: string[] = [];
let api: TestApi;
let ada: Person;
beforeAll(async () => {
  api = await startApi({}, { lines });
  ada = await signUp(api);
});
afterAll(() => api.close());

const logged = () => lines.map((line) => JSON.parse(line) as { msg: string; route?: string; traceId?: string });
const traceIdsOf = (msg: string, route?: string) =>
  logged().flatMap((line) => (line.msg === msg && line.route === route ? [line.traceId] : []));

const createVideo = async (traceparent: string): Promise<string> => {
  const { id: uploadId } = await sendSmallFile(api, ada);
  const request = { token: ada.token, headers: { traceparent }, body: { uploadId } };
  const { status, body } = await call(api, 'POST', '/videos', request);
  expect(status).toBe(201);
  return (body as VideoView).id;
};
const traceparentOf = async (videoId: string) =>
  (await api.deps.database.sql.job.findFirstOrThrow({ where: { videoId } })).traceparent;

test('the trace of POST /videos appears in its log lines, the job, and the log of the worker', async () => {
  const { config } = api.deps;
  const videoId = await createVideo(TRACEPARENT);
  expect(traceIdsOf('Request completed', '/videos')).toEqual([TRACE_ID]);
  expect(traceIdsOf('Upload completed')).toEqual([TRACE_ID]);
  expect(await traceparentOf(videoId)).toBe(TRACEPARENT);
  const worker = await spawnNode(WORKER, {
    ...{ DATABASE_URL: config.databaseUrl, REDIS_URL: config.redis.url, REDIS_PREFIX: config.redis.prefix },
    ...{ S3_ENDPOINT: config.s3.endpoint, AWS_S3_BUCKET: config.s3.bucket, AWS_REGION: config.s3.region },
    ...{ AWS_ACCESS_KEY_ID: config.s3.accessKeyId, AWS_SECRET_ACCESS_KEY: config.s3.secretAccessKey },
    ...{ WORKER_DIR: mkdtempSync(join(runDir(), 'worker-')), NODE_ENV: 'test' },
  });
  const claimed = JSON.parse(await worker.waitForLine('Task claimed'));
  expect(claimed).toMatchObject({ video: videoId, traceId: TRACE_ID });
  await worker.stop(20_000);
});

test('a request without a valid trace starts one, and its job continues it', async () => {
  const before = traceIdsOf('Request completed', '/videos').length;
  const videoId = await createVideo('00-nonsense-01');
  const [traceId] = traceIdsOf('Request completed', '/videos').slice(before);
  expect(traceId).toMatch(/^[0-9a-f]{32}$/);
  expect(await traceparentOf(videoId)).toMatch(new RegExp(`^00-${traceId}-[0-9a-f]{16}-02$`));
});

test('a retry moves the job to the trace of the retry request', async () => {
  const videoId = await createVideo(TRACEPARENT);
  await call(api, 'POST', `/videos/${videoId}/cancel`, { token: ada.token });
  const traceparent = TRACEPARENT.replace(TRACE_ID, 'c'.repeat(32));
  const { status } = await call(api, 'POST', `/videos/${videoId}/retry`, {
    ...{ token: ada.token, headers: { traceparent }, body: {} },
  });
  expect(status).toBeLessThan(300);
  expect(await traceparentOf(videoId)).toBe(traceparent);
});

test('errors are logged with their trace, and CORS allows the traceparent header', async () => {
  await call(api, 'GET', '/nowhere', { headers: { traceparent: TRACEPARENT.replace(TRACE_ID, 'd'.repeat(32)) } });
  expect(traceIdsOf('Request rejected')).toContain('d'.repeat(32));
  const preflight = { origin: 'https://example.org', 'access-control-request-method': 'POST' };
  const { headers } = await call(api, 'OPTIONS', '/videos', { headers: preflight });
  expect(headers.get('access-control-allow-headers')).toContain('traceparent');
});
