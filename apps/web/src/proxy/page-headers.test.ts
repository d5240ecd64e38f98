import { expect, test } from 'vitest';
import { pageHeaders } from './page-headers';

const PAGE = {
  nonce: 'bm9uY2U=',
  storeSources: ['http://localhost:9000'],
  publicUrl: 'http://localhost:3000',
  frameAncestors: undefined,
  isDev: false,
};

/** The sources of each directive of the policy. */
const policyOf = (page: Partial<Parameters<typeof pageHeaders>[0]>): Record<string, string[]> => {
  const policy = pageHeaders({ ...PAGE, ...page })['Content-Security-Policy'] ?? '';
  return Object.fromEntries(
    policy.split('; ').map((directive) => {
      const [name = '', ...sources] = directive.split(' ');
      return [name, sources];
    }),
  );
};

test('only scripts with the nonce, and scripts they load, can run', () => {
  expect(policyOf({})['script-src']).toEqual(["'self'", "'nonce-bm9uY2U='", "'strict-dynamic'"]);
  expect(policyOf({})['object-src']).toEqual(["'none'"]);
  expect(policyOf({})['base-uri']).toEqual(["'none'"]);
});

test('allows `eval` in development only', () => {
  expect(policyOf({ isDev: true })['script-src']).toContain("'unsafe-eval'");
});

test.each(['connect-src', 'img-src', 'media-src'])('%s allows the store and no other host', (directive) => {
  const storeSources = ['https://videos.example.org'];
  const others = policyOf({ storeSources })[directive]?.filter((source) => !/^('self'|data:|blob:)$/.test(source));
  expect(others).toEqual(storeSources);
});

test('only the sites that are named can frame a page', () => {
  expect(policyOf({})['frame-ancestors']).toEqual(["'none'"]);
  expect(pageHeaders(PAGE)['X-Frame-Options']).toBe('DENY');
  const embed = { ...PAGE, frameAncestors: ["'self'", 'example.com'] };
  expect(policyOf(embed)['frame-ancestors']).toEqual(["'self'", 'example.com']);
  expect(pageHeaders(embed)).not.toHaveProperty('X-Frame-Options');
});

test('sends HSTS for https sites only', () => {
  expect(pageHeaders({ ...PAGE, publicUrl: 'https://media.example.org' })).toHaveProperty('Strict-Transport-Security');
  expect(pageHeaders(PAGE)).not.toHaveProperty('Strict-Transport-Security');
  expect(pageHeaders({ ...PAGE, publicUrl: undefined })).not.toHaveProperty('Strict-Transport-Security');
});
