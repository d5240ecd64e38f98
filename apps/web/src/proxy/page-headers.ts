type Page = {
  /** Path of the page, without the query. */
  path: string;
  /** Unguessable, and another one for every answer: the scripts that bear it may run, and what they load. */
  nonce: string;
  /** Where browsers send and fetch media, as CSP sources. */
  storeSources: readonly string[];
  /** Where people open the pages. */
  publicUrl: string | undefined;
  isDev: boolean;
};

/** Pages that are made to stand in other people's pages. */
export const isEmbeddable = (path: string): boolean => path.startsWith('/embed/');

const policy = ({ path, nonce, storeSources, isDev }: Page): Record<string, readonly string[]> => ({
  'default-src': ["'self'"],
  // React explains errors by `eval` while developing, and only then.
  'script-src': ["'self'", `'nonce-${nonce}'`, "'strict-dynamic'", ...(isDev ? ["'unsafe-eval'"] : [])],
  // Mantine and React write styles into the page; a style runs nothing.
  'style-src': ["'self'", "'unsafe-inline'"],
  'img-src': ["'self'", 'data:', 'blob:', ...storeSources],
  'media-src': ["'self'", 'blob:', ...storeSources],
  'connect-src': ["'self'", ...storeSources, ...(isDev ? ['ws:'] : [])],
  // hls.js makes its worker out of a blob.
  'worker-src': ["'self'", 'blob:'],
  'object-src': ["'none'"],
  'base-uri': ["'none'"],
  'form-action': ["'self'"],
  'frame-ancestors': [isEmbeddable(path) ? '*' : "'none'"],
});

/** Content-Security-Policy (CSP level 3) of a page. Pure. */
export const contentSecurityPolicy = (page: Page): string =>
  Object.entries(policy(page))
    .map(([directive, sources]) => [directive, ...sources].join(' '))
    .join('; ');

/** RFC 6797; a browser that came by plain http to a site that has https learns to come by https from then on. Pure. */
export const transportSecurity = (publicUrl: string | undefined): Record<string, string> =>
  publicUrl?.startsWith('https:') ? { 'Strict-Transport-Security': 'max-age=31536000' } : {};

/** The headers of a page that depend on the request or on where the product runs. Pure. */
export const pageHeaders = (page: Page): Record<string, string> => ({
  'Content-Security-Policy': contentSecurityPolicy(page),
  ...(isEmbeddable(page.path) ? {} : { 'X-Frame-Options': 'DENY', 'Cross-Origin-Opener-Policy': 'same-origin' }),
  ...transportSecurity(page.publicUrl),
});
