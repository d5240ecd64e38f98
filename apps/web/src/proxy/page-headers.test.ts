import { expect, test } from 'vitest';
import { pageHeaders } from './page-headers';

const PAGE = {
  path: '/videos',
  nonce: 'bm9uY2U=',
  storeSources: ['http://localhost:9000'],
  publicUrl: 'http://localhost:3000',
  isDev: false,
};

/** The sources of each directive of the policy. */
const policyOf = (page: Partial<typeof PAGE>): Record<string, string[]> => {
  const policy = pageHeaders({ ...PAGE, ...page })['Content-Security-Policy'] ?? '';
  return Object.fromEntries(
    policy.split('; ').map((directive) => {
      const [name = '', ...sources] = directive.split(' ');
      return [name, sources];
    }),
  );
};

test('only scripts with the nonce of this answer run, and what they load', () => {
  expect(policyOf({})['script-src']).toEqual(["'self'", "'nonce-bm9uY2U='", "'strict-dynamic'"]);
  expect(policyOf({})['object-src']).toEqual(["'none'"]);
  expect(policyOf({})['base-uri']).toEqual(["'none'"]);
});

test('`eval` is for developing only', () => {
  expect(policyOf({ isDev: true })['script-src']).toContain("'unsafe-eval'");
});

test.each(['connect-src', 'img-src', 'media-src'])(
  '%s reaches the store, wherever it is, and nobody else',
  (directive) => {
    const storeSources = ['https://films.example.org'];
    const strangers = policyOf({ storeSources })[directive]?.filter((source) => !/^('self'|data:|blob:)$/.test(source));
    expect(strangers).toEqual(storeSources);
  },
);

test('no page may stand in another one, but the one that is made for it may stand anywhere', () => {
  expect(policyOf({})['frame-ancestors']).toEqual(["'none'"]);
  expect(pageHeaders(PAGE)['X-Frame-Options']).toBe('DENY');
  const embed = { ...PAGE, path: '/embed/42' };
  expect(policyOf(embed)['frame-ancestors']).toEqual(['*']);
  expect(pageHeaders(embed)).not.toHaveProperty('X-Frame-Options');
});

test('a site with https is asked for by https from then on; one without is not', () => {
  expect(pageHeaders({ ...PAGE, publicUrl: 'https://media.example.org' })).toHaveProperty('Strict-Transport-Security');
  expect(pageHeaders(PAGE)).not.toHaveProperty('Strict-Transport-Security');
  expect(pageHeaders({ ...PAGE, publicUrl: undefined })).not.toHaveProperty('Strict-Transport-Security');
});
