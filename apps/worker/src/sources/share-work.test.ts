import { expect, test } from 'vitest';
import { type Shared, shareWork } from './share-work.js';

const waiter = () => {
  const controller = new AbortController();
  return { controller, options: { signal: controller.signal } };
};

test('work runs once for all concurrent callers', async () => {
  const shared = shareWork<string>();
  const { promise, resolve } = Promise.withResolvers<void>();
  let runs = 0;
  const work = () => {
    runs += 1;
    return promise;
  };
  const both = [shared.join('a', waiter().options, work), shared.join('a', waiter().options, work)];
  resolve();
  await Promise.all(both);
  expect(runs).toBe(1);
  await shared.join('a', waiter().options, work);
  expect(runs).toBe(2);
});

test('work continues while a caller waits, and stops when the last one gives up', async () => {
  const shared = shareWork<string>();
  const { promise: begun, resolve } = Promise.withResolvers<Shared>();
  const work = (given: Shared) => {
    resolve(given);
    return new Promise<void>(() => {});
  };
  const [one, other] = [waiter(), waiter()];
  const first = shared.join('a', one.options, work);
  const second = shared.join('a', other.options, work);
  const { signal } = await begun;
  one.controller.abort(new Error('one left'));
  await expect(first).rejects.toThrow('one left');
  expect(signal.aborted).toBe(false);
  other.controller.abort(new Error('nobody left'));
  await expect(second).rejects.toThrow('nobody left');
  expect(signal.aborted).toBe(true);
});

test('an aborted caller does not wait', async () => {
  const shared = shareWork<string>();
  const signal = AbortSignal.abort(new Error('gone before'));
  await expect(shared.join('a', { signal }, () => new Promise<void>(() => {}))).rejects.toThrow('gone before');
});
