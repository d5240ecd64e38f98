import { afterAll, beforeAll, expect, test } from 'vitest';
import { bodyFor } from '../fixtures/bodies.js';
import { type ApiResponse, call, type Person } from '../fixtures/call.js';
import { sendSmallFile } from '../fixtures/send-bytes.js';
import { startApi, type TestApi } from '../fixtures/start-api.js';
import { type Ids, ownAll, type Walked, walkRoutes } from '../fixtures/walk-routes.js';

let api: TestApi;
let owner: Person;
let ids: Ids;
beforeAll(async () => {
  api = await startApi();
  ({ owner, ids } = await ownAll(api));
});
afterAll(() => api.close());

/** Presigned URLs and tokens, which grant access to anyone who has them. */
const OPENS = /X-Amz-Signature|token=|eyJ[\w-]+\.[\w-]+\.[\w-]+/;

const opens = ({ text, headers }: ApiResponse): boolean =>
  OPENS.test(text) || OPENS.test(headers.get('location') ?? '');

/** Requests that end the owner's session or delete resources come last. Streams and the OpenAPI document contain no secrets. */
const inOrder = (walked: Walked[]): Walked[] => {
  const isLast = ({ method, path }: Walked) => method === 'DELETE' || path.endsWith('/logout');
  return walked
    .filter(({ path }) => !path.endsWith('/events') && path !== '/openapi.json')
    .toSorted((a, b) => Number(isLast(a)) - Number(isLast(b)));
};

test('responses with presigned URLs or tokens must not be cached', async () => {
  const opening: string[] = [];
  const another = { ...ids, upload: (await sendSmallFile(api, owner)).id };
  for (const { operation, method, path, route } of inOrder(walkRoutes(api, ids))) {
    const response = await call(api, method, path, { token: owner.token, ...bodyFor(route, { owner, ids: another }) });
    if (!opens(response)) continue;
    opening.push(operation);
    expect([operation, response.headers.get('cache-control')]).toEqual([operation, 'private, no-store']);
  }
  expect(opening).toEqual(
    expect.arrayContaining([
      ...['POST /auth/register', 'POST /auth/login', 'POST /auth/refresh', 'POST /uploads', 'POST /uploads/{id}/parts'],
      ...['GET /videos', 'GET /videos/{id}', 'PATCH /videos/{id}', 'POST /videos/{id}/retry'],
      ...['GET /videos/{id}/download', 'POST /videos/{id}/playback-tokens'],
      ...['GET /videos/{id}/hls/master.m3u8', 'GET /videos/{id}/hls/video/{index}.m3u8'],
      ...['GET /watch/{id}', 'GET /watch/{id}/poster', 'POST /shares/open', 'GET /videos/{id}/viewing'],
      ...['GET /videos/{id}/hls/iframes/{index}.m3u8', 'GET /videos/{id}/dash/manifest.mpd'],
    ]),
  );
});

test('errors must not be cached', async () => {
  for (const path of ['/videos/x', '/nowhere', '/auth/me']) {
    expect((await call(api, 'GET', path)).headers.get('cache-control')).toBe('private, no-store');
  }
});
