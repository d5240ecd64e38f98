import { expect, test } from 'vitest';
import { nextPage } from './next-page';

test('signing in leads back to the page that asked for it', () => {
  expect(nextPage('/videos/42?from=mail')).toBe('/videos/42?from=mail');
});

test.each([
  null,
  '',
  'videos',
  '//evil.example',
  '/\\evil.example',
  'https://evil.example',
  'javascript:alert(1)',
  '/\t/evil.example',
])('a link that names %j as the next page leads to the library', (wanted) => {
  expect(nextPage(wanted)).toBe('/videos');
});
