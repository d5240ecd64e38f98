import { systemActor } from '@media/core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Person, signUp } from '../fixtures/call.js';
import { startApi, type TestApi } from '../fixtures/start-api.js';
import { answerIdempotently } from './answer-idempotently.js';

let api: TestApi;
let ada: Person;
beforeAll(async () => {
  api = await startApi();
});
beforeEach(async () => {
  ada = await signUp(api);
});
afterAll(() => api.close());

const ROUTE = { operationId: 'r', honoursIdempotencyKey: true } as const;

type Answer = { status: number; body: string };

/** One request under one key: what it was answered, with which status. */
const ask = async (work: () => Promise<Answer>, { maxWaitMs = 10_000, body = { a: 1 } } = {}): Promise<Answer> => {
  const statuses: number[] = [];
  const reply = { status: (status: number) => statuses.push(status) } as never;
  const request = { headers: { 'idempotency-key': 'k' } };
  const call = { actor: systemActor(ada.organizationId, 'test'), body, request, reply };
  const answer = await answerIdempotently(api.deps, call, { route: ROUTE, maxWaitMs }, work);
  return { status: statuses[0] ?? 0, body: answer };
};

const held = () => {
  const gate = Promise.withResolvers<Answer>();
  const begun = Promise.withResolvers<void>();
  const work = () => {
    begun.resolve();
    return gate.promise;
  };
  return { ...gate, begun: begun.promise, work };
};
const never = () => Promise.reject(new Error('the work was done twice'));

test('a repeat that comes while the first is under way waits and gets the same answer', async () => {
  const first = held();
  const answers = [ask(first.work)];
  await first.begun;
  answers.push(ask(never));
  first.resolve({ status: 201, body: 'made' });
  expect(await Promise.all(answers)).toEqual(Array(2).fill({ status: 201, body: 'made' }));
});

test('a repeat whose first takes long is told when to come again', async () => {
  const first = held();
  const answer = ask(first.work);
  await first.begun;
  const refusal = { code: 'REQUEST_IN_PROGRESS', details: { retryAfterSeconds: expect.any(Number) } };
  await expect(ask(never, { maxWaitMs: 0 })).rejects.toMatchObject(refusal);
  first.resolve({ status: 201, body: 'made' });
  await answer;
  expect(await ask(never)).toEqual({ status: 201, body: 'made' });
});

test('a repeat whose first fails does the work itself', async () => {
  const first = held();
  const failed = ask(first.work);
  await first.begun;
  const repeat = ask(async () => ({ status: 201, body: 'made by the repeat' }));
  first.reject(new Error('away'));
  await expect(failed).rejects.toThrow('away');
  expect(await repeat).toEqual({ status: 201, body: 'made by the repeat' });
});

test('another body is refused at once, also while the first is under way', async () => {
  const first = held();
  const answer = ask(first.work);
  await first.begun;
  await expect(ask(never, { body: { a: 2 } })).rejects.toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
  first.resolve({ status: 201, body: 'made' });
  await answer;
});
