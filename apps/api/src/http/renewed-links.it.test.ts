import type { UploadCreated, VideoView } from '@media/contracts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { call, type Person, signUp } from '../fixtures/call.js';
import { publishVideo } from '../fixtures/publish-video.js';
import { put, TWO_PARTS_BYTES } from '../fixtures/send-bytes.js';
import { startApi, type TestApi } from '../fixtures/start-api.js';

const OPENS = /X-Amz-Signature|token=/;
const BYTES = new TextEncoder().encode('hello world');

let api: TestApi;
let ada: Person;
beforeAll(async () => {
  api = await startApi();
  ada = await signUp(api);
});
afterAll(() => api.close());

const repeatable = (path: string, body: object, key: string) => () =>
  call(api, 'POST', path, { token: ada.token, body, headers: { 'idempotency-key': key } });

const keptUnder = async (key: string) => {
  const { idempotencyKey } = api.deps.database.sql;
  const { organizationId, route, response } = await idempotencyKey.findFirstOrThrow({ where: { key } });
  return { body: response, where: { organizationId_route_key: { organizationId, route, key } } };
};

test('a replayed upload creation gets a fresh URL, and URLs are not stored', async () => {
  const createUpload = repeatable('/uploads', { fileName: 'a.mp4', sizeBytes: BYTES.length }, 'createUpload');
  const first = (await createUpload()).body as UploadCreated;
  expect(first.url).toMatch(OPENS);
  const { body: kept, where } = await keptUnder('createUpload');
  expect(JSON.stringify(kept)).not.toMatch(OPENS);
  // Earlier releases stored the URL, which has expired since.
  const data = { response: { ...first, url: 'http://expired.example/?X-Amz-Signature=old' } };
  await api.deps.database.sql.idempotencyKey.update({ where, data });
  const again = await createUpload();
  const { url: _, ...same } = first;
  expect(again).toMatchObject({ status: 201, body: same });
  expect(again.body.url).not.toContain('expired');
  expect(await put(again.body as UploadCreated, BYTES)).toBe(200);
});

test('a replayed creation of a multipart upload gets the same response', async () => {
  const createUpload = repeatable('/uploads', { fileName: 'a.mp4', sizeBytes: TWO_PARTS_BYTES }, 'large');
  const first = await createUpload();
  expect(await createUpload()).toMatchObject({ status: 201, body: first.body });
});

test('a replayed creation gets no URL if the upload has ended or is being completed', async () => {
  const { uploads } = api.deps;
  const endings: Record<string, (upload: Parameters<typeof uploads.apply>[0]) => Promise<unknown>> = {
    aborted: (upload) => uploads.apply(upload, 'aborted'),
    completing: (upload) => uploads.claimCompletion(upload, {}, 60_000),
  };
  for (const [how, end] of Object.entries(endings)) {
    const createUpload = repeatable('/uploads', { fileName: 'a.mp4', sizeBytes: 1 }, `ended-${how}`);
    const { url: _, headers: __, ...same } = (await createUpload()).body as UploadCreated;
    await end(await uploads.get(ada.organizationId, same.id as never));
    expect(await createUpload()).toMatchObject({ status: 201, body: same });
    expect((await createUpload()).body).not.toHaveProperty('url');
  }
});

test('a replayed video creation gets working URLs, and none after the video was deleted', async () => {
  const videoId = await publishVideo(api, ada);
  const { id: uploadId } = await api.deps.database.sql.upload.findFirstOrThrow({ where: { videoId } });
  const create = repeatable('/videos', { uploadId }, 'create');
  const first = await create();
  const { outputs } = first.body as VideoView;
  expect(outputs.map(({ url }) => url)).toEqual(outputs.map(() => expect.stringMatching(OPENS)));
  expect(JSON.stringify((await keptUnder('create')).body)).not.toMatch(OPENS);
  const again = (await create()).body as VideoView;
  expect(again).toMatchObject({ id: videoId, outputs: outputs.map(({ id, name }) => ({ id, name })) });
  const hls = again.outputs.find(({ kind }) => kind === 'hls');
  expect((await fetch(hls?.url ?? '')).status).toBe(200);
  await call(api, 'DELETE', `/videos/${videoId}`, { token: ada.token });
  expect(await create()).toMatchObject({ status: 200, body: { id: videoId, outputs: [] } });
});
