import { expect, test } from 'vitest';
import { requestIdOf } from './request-id.js';

const OWN = /^[0-9a-f-]{36}$/;

test('a safe id is kept', () => {
  expect(requestIdOf({ headers: { 'x-request-id': 'web-7f3a.1_b' } })).toBe('web-7f3a.1_b');
});

test.each(['short', 'x'.repeat(65), 'a b c d e f', 'line\nbreak-line', '{"level":60}'])('%j is replaced', (given) => {
  expect(requestIdOf({ headers: { 'x-request-id': given } })).toMatch(OWN);
});
