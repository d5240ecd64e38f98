import { expect, test } from 'vitest';
import { corsHeaders, defaultRules } from './cors.js';

const [rule] = defaultRules(['http://localhost:3000', 'https://*.example.com']);
const rules = rule ? [rule] : [];

test('an allowed origin is echoed and can read the ETag', () => {
  const headers = corsHeaders(rules, { origin: 'https://app.example.com', method: 'PUT', headers: ['content-type'] });
  expect(headers).toMatchObject({
    'access-control-allow-origin': 'https://app.example.com',
    'access-control-allow-headers': 'content-type',
    'access-control-expose-headers': expect.stringContaining('ETag'),
    vary: expect.stringContaining('Origin'),
  });
});

test.each([
  ['another origin', { origin: 'http://localhost:3001', method: 'PUT', headers: [] }],
  ['an origin that only ends with the same domain', { origin: 'https://example.com', method: 'PUT', headers: [] }],
  ['another method', { origin: 'http://localhost:3000', method: 'DELETE', headers: [] }],
])('%s is not allowed', (_, request) => expect(corsHeaders(rules, request)).toBeUndefined());

test('a header that is not listed is not allowed', () => {
  const narrow = rules.map((known) => ({ ...known, allowedHeaders: ['x-amz-*'] }));
  const request = { origin: 'http://localhost:3000', method: 'PUT' };
  expect(corsHeaders(narrow, { ...request, headers: ['x-amz-date'] })).toBeDefined();
  expect(corsHeaders(narrow, { ...request, headers: ['authorization'] })).toBeUndefined();
});
