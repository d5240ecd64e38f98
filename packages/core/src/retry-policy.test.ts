import { expect, test } from 'vitest';
import { decideRetry, mayRedo } from './retry-policy.js';

const tries = { kind: 'broken', mayPass: true, failedTries: 1, lostTries: 0, isLost: false, random: 0 } as const;

test('the delay doubles with every failed try', () => {
  expect(decideRetry(tries)).toEqual({ retry: true, delayMs: 2_000 });
  expect(decideRetry({ ...tries, failedTries: 2 })).toEqual({ retry: true, delayMs: 4_000 });
  expect(decideRetry({ ...tries, failedTries: 3, random: 1 })).toEqual({ retry: true, delayMs: 10_000 });
});

test('a task whose worker vanished is tried again at once: the end of its lease was waited for', () => {
  const lost = { ...tries, isLost: true, failedTries: 2, lostTries: 2 };
  expect(decideRetry(lost)).toEqual({ retry: true, delayMs: 0 });
  expect(decideRetry({ ...lost, lostTries: 3 })).toEqual({ retry: false });
});

test('what cannot pass is not tried again', () => {
  expect(decideRetry({ ...tries, mayPass: false })).toEqual({ retry: false });
});

test('four failed tries, or three vanished workers, are enough', () => {
  expect(decideRetry({ ...tries, failedTries: 4 })).toEqual({ retry: false });
  expect(decideRetry({ ...tries, failedTries: 3, lostTries: 3 })).toEqual({ retry: false });
});

test('an outage is waited out for a quarter of an hour', () => {
  const outage = { ...tries, kind: 'unavailable' } as const;
  const delays = Array.from({ length: 17 }, (_, index) => decideRetry({ ...outage, failedTries: index + 1 }));
  const waitedMs = delays.reduce((sum, decision) => sum + (decision.retry ? decision.delayMs : 0), 0);
  expect(waitedMs).toBeGreaterThan(12 * 60_000);
  expect(decideRetry({ ...outage, failedTries: 18 })).toEqual({ retry: false });
});

test('what is found wrong is made again twice, then it stays wrong', () => {
  expect([1, 2, 3].map(mayRedo)).toEqual([true, true, false]);
});
