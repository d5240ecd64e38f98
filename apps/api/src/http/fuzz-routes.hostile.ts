import { PERMISSIONS } from '@media/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bodiesOf, queryFor } from '../fixtures/bodies.js';
import { call, signUp } from '../fixtures/call.js';
import { callRaw } from '../fixtures/call-raw.js';
import { createKey } from '../fixtures/create-key.js';
import { type FuzzedRequest, fuzzRequests } from '../fixtures/fuzz-requests.js';
import { startApi, type TestApi } from '../fixtures/start-api.js';
import { ownAll, type Walked, walkRoutes } from '../fixtures/walk-routes.js';

const TOTAL = 12_000;
const SEED = 20_261_201;
/** At the same time, so that requests also race. */
const PARALLEL = 6;

let api: TestApi;
const lines: string[] = [];
beforeAll(async () => {
  api = await startApi({ AUTH_RATE_LIMIT: '1000000' }, { lines });
});
// Fails if a response violated its contract.
afterAll(() => api.close());

/** New people and things: fuzzed requests also delete accounts and organizations. */
const openWorld = async () => {
  const { owner, ids } = await ownAll(api);
  const stranger = await signUp(api);
  const viewer = await signUp(api);
  const { organizationId } = owner;
  await api.deps.database.sql.membership.create({ data: { organizationId, userId: viewer.userId, role: 'viewer' } });
  const { key } = await createKey(api, owner, { scopes: [...PERMISSIONS] });
  const { token: playback } = await api.deps.tokens.signPlayback(organizationId, ids.video as never);
  const others = [stranger.organizationId, stranger.userId, viewer.userId];
  // The owner is the most frequent caller, because most others are refused before they reach a handler.
  const tokens = [
    owner.token,
    owner.token,
    owner.token,
    key,
    viewer.token,
    stranger.token,
    playback,
    undefined,
    'mp_x',
  ];
  return { owner, ids, tokens, others };
};

/** The status, and what happened if the server failed. */
const send = async (walked: Walked, { path, headers, body }: FuzzedRequest, token: string | undefined) => {
  const before = lines.length;
  const all = { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers };
  const describe = (outcome: string) =>
    `${outcome}: ${walked.method} ${path} ${JSON.stringify(headers)} ${body?.slice(0, 300)}\n${lines.slice(before).join('')}`;
  try {
    const { status, text } = await callRaw(api, walked.method, path, { token, headers: all, text: body });
    return { status, failure: status >= 500 ? describe(`${status} ${text}`) : undefined };
  } catch (error) {
    return { status: 0, failure: describe(String(error)) };
  }
};

/** The statuses of the route's responses, and the requests that the server failed at. */
const fuzz = async (walked: Walked, count: number, seed: number) => {
  const { owner, ids, tokens, others } = await openWorld();
  const own = walkRoutes(api, ids).find(({ operation }) => operation === walked.operation) ?? walked;
  const requests = fuzzRequests(
    own,
    {
      body: bodiesOf({ owner, ids })[walked.route.operationId],
      query: queryFor(walked.route, ids),
      ids: [...Object.values(ids), ...others],
      actors: tokens.length,
    },
    { count, seed },
  );
  const statuses = new Set<number>();
  const failures: string[] = [];
  const queue = requests.values();
  const work = async () => {
    for (const request of queue) {
      const { status, failure } = await send(own, request, tokens[request.actor]);
      statuses.add(status);
      if (failure) failures.push(failure);
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, work));
  return { statuses, failures, sent: requests.length };
};

test(`no response to ${TOTAL} fuzzed requests is a server error or violates its contract`, async () => {
  const { ids } = await ownAll(api);
  const walked = walkRoutes(api, ids);
  const count = Math.ceil(TOTAL / walked.length);
  const failures: string[] = [];
  const onlyRefused: string[] = [];
  let sent = 0;
  for (const [index, route] of walked.entries()) {
    const result = await fuzz(route, count, SEED + index);
    sent += result.sent;
    failures.push(...result.failures);
    if (![...result.statuses].some((status) => status < 400)) onlyRefused.push(route.operation);
  }
  expect(failures).toEqual([]);
  expect(sent).toBeGreaterThanOrEqual(TOTAL);
  // A personal organization can't be deleted, tokens of emails can't be guessed, and a completed video can't be canceled.
  expect(onlyRefused.toSorted()).toEqual([
    'DELETE /organizations/{id}',
    'POST /auth/reset-password',
    'POST /auth/verify-email',
    'POST /videos/{id}/cancel',
  ]);
  expect((await call(api, 'GET', '/health/ready')).status).toBe(200);
  expect((await signUp(api)).token).not.toBe('');
  expect(api.contractViolations).toEqual([]);
});
