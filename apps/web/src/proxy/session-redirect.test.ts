import { globSync } from 'node:fs';
import { expect, test } from 'vitest';
import { needsSignIn } from './session-redirect';

const APP = new URL('../app/', import.meta.url);

/** The URL path of each page in a route group, with a value for each parameter. */
const pathsIn = (group: string): string[] =>
  globSync('**/page.tsx', { cwd: new URL(`${group}/`, APP) }).map((file) => {
    const parts = file.split('/').slice(0, -1);
    return `/${parts
      .filter((part) => !part.startsWith('('))
      .map((part) => (part.startsWith('[') ? '42' : part))
      .join('/')}`;
  });

test('every page in (app) requires a session, and no other page does', () => {
  const [app, site, embed] = [pathsIn('(app)'), pathsIn('(site)'), pathsIn('(embed)')];
  const [link, viewer] = [pathsIn('(link)'), pathsIn('(viewer)')];
  expect(app).toEqual(expect.arrayContaining(['/account', '/organizations/42', '/trash', '/videos', '/videos/42']));
  expect(site).toEqual(expect.arrayContaining(['/', '/sign-in', '/forgot-password']));
  expect(embed.toSorted()).toEqual(['/embed/42', '/embed/s/42']);
  expect(viewer.toSorted()).toEqual(['/s', '/watch/42']);
  expect(link).toEqual(expect.arrayContaining(['/invitations', '/reset-password', '/verify-email']));
  expect(app.filter((path) => !needsSignIn(path, false))).toEqual([]);
  expect([...site, ...embed, ...link, ...viewer].filter((path) => needsSignIn(path, false))).toEqual([]);
});

test.each(['/videos', '/videos/', '/videos/42', '/account'])('%s opens with a session', (path) => {
  expect(needsSignIn(path, true)).toBe(false);
});

test.each(['/videos/', '/account/'])('%s requires a session', (path) => {
  expect(needsSignIn(path, false)).toBe(true);
});

test.each(['/accounts', '/icon.svg', '/x/videos'])('%s requires no session', (path) => {
  expect(needsSignIn(path, false)).toBe(false);
});
