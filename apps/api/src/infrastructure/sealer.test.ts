import { expect, test } from 'vitest';
import { createSealer } from './sealer.js';

const { seal, open } = createSealer('a secret', 'share tokens');

test('a sealed text can be opened, and looks different each time', () => {
  const sealed = seal('the token', 'row 1');
  expect(sealed).not.toContain('the token');
  expect(Buffer.from(sealed, 'base64url').toString()).not.toContain('the token');
  expect(seal('the token', 'row 1')).not.toBe(sealed);
  expect(open(sealed, 'row 1')).toBe('the token');
});

test.each([
  ['another secret', createSealer('another secret', 'share tokens').seal('text', 'row 1')],
  ['another purpose', createSealer('a secret', 'API keys').seal('text', 'row 1')],
  ['another row', seal('text', 'row 2')],
  ['a changed text', `${seal('text', 'row 1').slice(0, -2)}AA`],
  ['a cut text', seal('text', 'row 1').slice(0, 20)],
  ['nothing', ''],
])('what was sealed with %s stays closed', (_, sealed) => {
  expect(open(sealed, 'row 1')).toBeUndefined();
});
