import { expect, test } from 'vitest';
import { requireNode } from './require-node.js';

test('an older Node.js is rejected with both versions in the message', () => {
  expect(() => requireNode('20.20.2')).toThrow('Node.js 24 or newer is required. This is Node.js 20.20.2.');
  expect(() => requireNode('23.11.1')).toThrow();
  expect(requireNode('24.0.0')).toBeUndefined();
  expect(requireNode('100.1.0')).toBeUndefined();
});
