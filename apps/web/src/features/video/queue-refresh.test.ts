import { focusManager, QueryClient, QueryObserver } from '@tanstack/react-query';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { QUEUE_REFRESH_MS, startQueueRefresh } from './queue-refresh';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  focusManager.setFocused(undefined);
  vi.useRealTimers();
});

const openQuery = async () => {
  const queryClient = new QueryClient();
  let requests = 0;
  const queryFn = async () => {
    requests += 1;
    return requests;
  };
  const observer = new QueryObserver(queryClient, { queryKey: ['list'], queryFn });
  observer.subscribe(() => undefined);
  await vi.advanceTimersByTimeAsync(0);
  const stop = startQueueRefresh(observer.refetch);
  const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
  return { stop, pass, requests: () => requests, change: () => queryClient.setQueryData(['list'], 0) };
};

test('a query is refetched regularly until that is stopped', async () => {
  const { stop, pass, requests } = await openQuery();
  await pass(QUEUE_REFRESH_MS - 1);
  expect(requests()).toBe(1);
  await pass(1);
  expect(requests()).toBe(2);
  await pass(2 * QUEUE_REFRESH_MS);
  expect(requests()).toBe(4);
  stop();
  await pass(10 * QUEUE_REFRESH_MS);
  expect(requests()).toBe(4);
});

test('changes of the data do not delay the next request', async () => {
  const { pass, requests, change } = await openQuery();
  for (let seconds = 0; seconds < QUEUE_REFRESH_MS / 1_000; seconds += 1) {
    change();
    await pass(1_000);
  }
  expect(requests()).toBe(2);
});

test('a hidden tab sends no requests', async () => {
  const { pass, requests } = await openQuery();
  focusManager.setFocused(false);
  await pass(10 * QUEUE_REFRESH_MS);
  expect(requests()).toBe(1);
  focusManager.setFocused(true);
  await pass(QUEUE_REFRESH_MS);
  expect(requests()).toBeGreaterThan(1);
});
