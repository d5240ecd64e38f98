import { expect, test } from 'vitest';
import { nextPage, signInFor } from './next-page';

const ORIGIN = 'https://media.example.org';

test('signing in leads back to the page that asked for it', () => {
  expect(nextPage('/videos/42?from=mail#steps', ORIGIN)).toBe('/videos/42?from=mail#steps');
});

test.each([null, '', '/..//evil.example', 'javascript:alert(1)'])(
  'a link that names %j as the next page leads to the library',
  (wanted) => {
    expect(nextPage(wanted, ORIGIN)).toBe('/videos');
  },
);

test('the form that a page sends people to leads back to that page', () => {
  const form = new URL(signInFor('/videos?q=a&sort=title#top'), ORIGIN);
  expect(nextPage(form.searchParams.get('next'), ORIGIN)).toBe('/videos?q=a&sort=title#top');
});
