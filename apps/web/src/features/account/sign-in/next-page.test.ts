import { expect, test } from 'vitest';
import { nextPage, signInFor } from './next-page';

const ORIGIN = 'https://media.example.org';

test('signing in returns to the requested page', () => {
  expect(nextPage('/videos/42?from=mail#steps', ORIGIN)).toBe('/videos/42?from=mail#steps');
});

test.each([null, '', '/..//evil.example', 'javascript:alert(1)'])(
  'signing in with next=%j goes to the library',
  (wanted) => {
    expect(nextPage(wanted, ORIGIN)).toBe('/videos');
  },
);

test('the sign-in link of a page returns to that page', () => {
  const form = new URL(signInFor('/videos?q=a&sort=title#top'), ORIGIN);
  expect(nextPage(form.searchParams.get('next'), ORIGIN)).toBe('/videos?q=a&sort=title#top');
});
