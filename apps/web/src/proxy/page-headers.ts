type Page = {
  /** Random for every response. Scripts with the nonce, and scripts they load, can run. */
  nonce: string;
  /** CSP sources of the object storage. */
  storeSources: readonly string[];
  publicUrl: string | undefined;
  /** CSP sources of the sites that can show the page in a frame; undefined if none can. */
  frameAncestors: readonly string[] | undefined;
  isDev: boolean;
};

const policy = ({ nonce, storeSources, frameAncestors, isDev }: Page): Record<string, readonly string[]> => ({
  'default-src': ["'self'"],
  // React uses `eval` for error messages in development.
  'script-src': ["'self'", `'nonce-${nonce}'`, "'strict-dynamic'", ...(isDev ? ["'unsafe-eval'"] : [])],
  // Mantine and React add inline styles, which can't run scripts.
  'style-src': ["'self'", "'unsafe-inline'"],
  'img-src': ["'self'", 'data:', 'blob:', ...storeSources],
  // hls.js (1.7) gives each subtitle track an empty `data:` file.
  'media-src': ["'self'", 'blob:', 'data:', ...storeSources],
  'connect-src': ["'self'", ...storeSources, ...(isDev ? ['ws:'] : [])],
  // hls.js starts its worker from a blob.
  'worker-src': ["'self'", 'blob:'],
  'object-src': ["'none'"],
  'base-uri': ["'none'"],
  'form-action': ["'self'"],
  'frame-ancestors': frameAncestors ?? ["'none'"],
});

/** Content-Security-Policy (CSP level 3) of a page. Pure. */
export const contentSecurityPolicy = (page: Page): string =>
  Object.entries(policy(page))
    .map(([directive, sources]) => [directive, ...sources].join(' '))
    .join('; ');

/** HSTS (RFC 6797) for sites with https. Pure. */
export const transportSecurity = (publicUrl: string | undefined): Record<string, string> =>
  publicUrl?.startsWith('https:') ? { 'Strict-Transport-Security': 'max-age=31536000' } : {};

/** Response headers that depend on the request or the configuration. Pure. */
export const pageHeaders = (page: Page): Record<string, string> => ({
  'Content-Security-Policy': contentSecurityPolicy(page),
  ...(page.frameAncestors ? {} : { 'X-Frame-Options': 'DENY', 'Cross-Origin-Opener-Policy': 'same-origin' }),
  ...transportSecurity(page.publicUrl),
});
