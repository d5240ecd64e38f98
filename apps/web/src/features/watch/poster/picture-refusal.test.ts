import { expect, test } from 'vitest';
import { refusalOf } from './picture-refusal';

test.each([
  ['image/gif', 10, 'JPEG, PNG or WebP'],
  ['', 10, 'JPEG, PNG or WebP'],
  ['image/png', 10 * 2 ** 20 + 1, 'larger than 10 MiB'],
  ['image/png', 0, 'empty'],
])('a file of type %j with %i bytes is refused: %s', (type, size, text) => {
  expect(refusalOf({ type, size })).toContain(text);
});

test('pictures of up to 10 MiB are accepted', () => {
  expect(refusalOf({ type: 'image/webp', size: 10 * 2 ** 20 })).toBeUndefined();
});
