import { expect, test } from 'vitest';
import { requestContext } from './request-context.js';

const RAW = { ip: '203.0.113.7', userAgent: 'Test/1', requestId: 'r' };

test('a context says where a request came from', () => {
  expect(requestContext(RAW)).toEqual(RAW);
  expect(requestContext({ ...RAW, userAgent: undefined }).userAgent).toBeNull();
});

test('what clients choose is shortened', () => {
  const long = 'x'.repeat(10_000);
  const { ip, userAgent, requestId } = requestContext({ ip: long, userAgent: long, requestId: long });
  expect([ip?.length, userAgent?.length, requestId?.length]).toEqual([45, 300, 64]);
});

test('text that PostgreSQL cannot store is removed', () => {
  // The cut splits a pair of surrogates.
  const { userAgent } = requestContext({ ...RAW, userAgent: `\0${'x'.repeat(298)}\u{1F600}` });
  expect(userAgent?.isWellFormed()).toBe(true);
  expect(userAgent).not.toContain('\0');
});
