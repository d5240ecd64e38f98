import { systemActor } from '@media/core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Person, signUp } from '../fixtures/call.js';
import { startApi, type TestApi } from '../fixtures/start-api.js';
import { respondIdempotently } from './respond-idempotently.js';

let api: TestApi;
let ada: Person;
beforeAll(async () => {
  api = await startApi();
});
beforeEach(async () => {
  ada = await signUp(api);
});
afterAll(() => api.close());

const ROUTE = { operationId: 'r', honorsIdempotencyKey: true } as const;

type StatusAndBody = { status: number; body: string };

/** Sends a request with the key `k` and returns the response. */
const ask = async (
  work: () => Promise<StatusAndBody>,
  { maxWaitMs = 10_000, body = { a: 1 } } = {},
): Promise<StatusAndBody> => {
  const statuses: number[] = [];
  const reply = { status: (status: number) => statuses.push(status) } as never;
  const request = { headers: { 'idempotency-key': 'k' } };
  const call = { actor: systemActor(ada.organizationId, 'test'), body, request, reply };
  const response = await respondIdempotently(api.deps, call, { route: ROUTE, maxWaitMs }, work);
  return { status: statuses[0] ?? 0, body: response };
};

const held = () => {
  const gate = Promise.withResolvers<StatusAndBody>();
  const begun = Promise.withResolvers<void>();
  const work = () => {
    begun.resolve();
    return gate.promise;
  };
  return { ...gate, begun: begun.promise, work };
};
const never = () => Promise.reject(new Error('The work was done twice'));

test('a retry during the first request waits and gets the same response', async () => {
  const first = held();
  const responses = [ask(first.work)];
  await first.begun;
  responses.push(ask(never));
  first.resolve({ status: 201, body: 'made' });
  expect(await Promise.all(responses)).toEqual(Array(2).fill({ status: 201, body: 'made' }));
});

test('a retry fails with a Retry-After value if the first request takes too long', async () => {
  const first = held();
  const response = ask(first.work);
  await first.begun;
  const inProgress = { code: 'REQUEST_IN_PROGRESS', details: { retryAfterSeconds: expect.any(Number) } };
  await expect(ask(never, { maxWaitMs: 0 })).rejects.toMatchObject(inProgress);
  first.resolve({ status: 201, body: 'made' });
  await response;
  expect(await ask(never)).toEqual({ status: 201, body: 'made' });
});

test('a retry does the work itself if the first request fails', async () => {
  const first = held();
  const failed = ask(first.work);
  await first.begun;
  const repeat = ask(async () => ({ status: 201, body: 'made by the repeat' }));
  first.reject(new Error('away'));
  await expect(failed).rejects.toThrow('away');
  expect(await repeat).toEqual({ status: 201, body: 'made by the repeat' });
});

test('a different body is rejected immediately, even during the first request', async () => {
  const first = held();
  const response = ask(first.work);
  await first.begun;
  await expect(ask(never, { body: { a: 2 } })).rejects.toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
  first.resolve({ status: 201, body: 'made' });
  await response;
});
