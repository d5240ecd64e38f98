import { expect, it } from 'vitest';
import { canonicalJson } from './canonical-json.js';

it('gives equal values the same text, whatever the order of their keys', () => {
  expect(canonicalJson({ b: [{ d: 1, c: undefined }], a: null })).toBe('{"a":null,"b":[{"d":1}]}');
  expect(canonicalJson({ a: null, b: [{ d: 1 }] })).toBe(canonicalJson({ b: [{ d: 1 }], a: null }));
});
