import { randomBytes } from 'node:crypto';
import { type NextRequest, NextResponse } from 'next/server';
import { pageHeaders } from './proxy/page-headers';
import { storeSources } from './proxy/store-sources';

const NONCE_BYTES = 16;

/** Runs before every page: decides what it may load, and tells Next.js the nonce for the scripts that it writes. */
export const proxy = (request: NextRequest): NextResponse => {
  const nonce = randomBytes(NONCE_BYTES).toString('base64');
  const headers = pageHeaders({
    path: request.nextUrl.pathname,
    nonce,
    storeSources: storeSources(process.env),
    publicUrl: process.env.PUBLIC_URL,
    isDev: process.env.NODE_ENV === 'development',
  });
  const forwarded = new Headers(request.headers);
  forwarded.set('x-nonce', nonce);
  // Next.js takes the nonce of its own scripts from here.
  forwarded.set('Content-Security-Policy', headers['Content-Security-Policy'] ?? '');
  const response = NextResponse.next({ request: { headers: forwarded } });
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  return response;
};

export const config = {
  // Pages: neither the API, whose bodies it would hold in memory, nor files of the build.
  matcher: '/((?!api/|_next/static/|_next/image|_next/webpack-hmr).*)',
};
