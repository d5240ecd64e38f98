import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import { requestAgain } from './request-again';

const openQuery = () => {
  const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const requests: { resolve: (steps: string) => void; reject: (error: Error) => void }[] = [];
  const queryFn = () =>
    new Promise<string>((resolve, reject) => {
      requests.push({ resolve, reject });
    });
  new QueryObserver(queryClient, { queryKey: ['jobs'], queryFn }).subscribe(() => undefined);
  return { queryClient, requests, data: () => queryClient.getQueryData(['jobs']) };
};

test('what happens while a query loads for the first time is in its data', async () => {
  const { queryClient, requests, data } = openQuery();
  const again = requestAgain(queryClient, ['jobs']);
  requests[0]?.resolve('before');
  await expect.poll(() => requests.length).toBe(2);
  requests[1]?.resolve('after');
  await again;
  expect(data()).toBe('after');
});

test('a first request that fails is made up for', async () => {
  const { queryClient, requests, data } = openQuery();
  const again = requestAgain(queryClient, ['jobs']);
  requests[0]?.reject(new TypeError('offline'));
  await expect.poll(() => requests.length).toBe(2);
  requests[1]?.resolve('after');
  await again;
  expect(data()).toBe('after');
});

test('a request under way is not cancelled by the next change, so that a slow one is answered', async () => {
  const { queryClient, requests, data } = openQuery();
  requests[0]?.resolve('first');
  await expect.poll(data).toBe('first');
  const again = [requestAgain(queryClient, ['jobs']), requestAgain(queryClient, ['jobs'])];
  const during = requestAgain(queryClient, ['jobs']);
  await expect.poll(() => requests.length).toBeGreaterThan(1);
  requests.at(-1)?.resolve('second');
  await expect.poll(data).toBe('second');
  await expect.poll(() => requests.length).toBeGreaterThan(2);
  requests.at(-1)?.resolve('third');
  await Promise.all([...again, during]);
  expect(data()).toBe('third');
});
