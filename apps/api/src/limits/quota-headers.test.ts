import { expect, test } from 'vitest';
import { quotaHeaders } from './quota-headers.js';

test('every quota of a request is listed in both headers', () => {
  const headers = new Map<string, unknown>();
  const reply = {
    getHeader: (name: string) => headers.get(name) as string | undefined,
    header: (name: string, value: unknown) => headers.set(name, value),
  };
  const report = quotaHeaders(reply as never);
  report({ name: 'address', points: 6_000, windowSeconds: 60, remaining: 5_999, resetSeconds: 58, isExceeded: false });
  report({ name: 'sign-in', points: 20, windowSeconds: 300, remaining: 0, resetSeconds: 7, isExceeded: true });
  expect(Object.fromEntries(headers)).toEqual({
    'ratelimit-policy': '"address";q=6000;w=60, "sign-in";q=20;w=300',
    ratelimit: '"address";r=5999;t=58, "sign-in";r=0;t=7',
  });
});
