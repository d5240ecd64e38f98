import { afterAll, beforeAll, expect, test } from 'vitest';
import { bodyFor } from '../fixtures/bodies.js';
import { call } from '../fixtures/call.js';
import { startApi, type TestApi } from '../fixtures/start-api.js';
import { ownAll, walkRoutes } from '../fixtures/walk-routes.js';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

test('every route that documents Idempotency-Key replays the response for the same body and rejects another', async () => {
  const { owner, ids } = await ownAll(api);
  const routes = walkRoutes(api, ids).filter(({ route }) => route.honorsIdempotencyKey);
  expect(routes.length).toBeGreaterThan(1);
  for (const { operation, method, path, route } of routes) {
    const { body } = bodyFor(route, { owner, ids });
    const send = (sent: object | undefined) =>
      call(api, method, path, { token: owner.token, body: sent, headers: { 'idempotency-key': 'same' } });
    const first = await send(body);
    const [{ status: expected }] = route.responses;
    expect({ operation, ...first }).toMatchObject({ operation, status: expected });
    const { status, body: repeated } = await send(body);
    expect({ operation, status, id: repeated.id }).toEqual({ operation, status: expected, id: first.body.id });
    const conflict = { status: 409, body: { code: 'IDEMPOTENCY_KEY_REUSED' } };
    expect({ operation, ...(await send(otherThan(body))) }).toMatchObject({ operation, ...conflict });
  }
});

/** A different valid body. */
const otherThan = (body: object = {}): object => {
  const others = {
    sizeBytes: 2,
    overlapSeconds: 0,
    name: 'Another',
    role: 'editor',
    token: 'another',
    allowDownload: false,
  };
  const known = Object.entries(others).find(([field]) => field in body);
  return { ...body, ...(known ? { [known[0]]: known[1] } : { title: 'Another' }) };
};
