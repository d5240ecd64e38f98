import { randomBytes } from 'node:crypto';
import { type NextRequest, NextResponse } from 'next/server';
import { signInUrl } from './features/account/sign-in/next-page';
import { pageHeaders } from './proxy/page-headers';
import { needsSignIn, SESSION_COOKIE } from './proxy/session-redirect';
import { storeSources } from './proxy/store-sources';

const NONCE_BYTES = 16;

/** Runs before every page: sends on who needs to sign in, decides what the page may load, and tells Next.js the nonce for its scripts. */
export const proxy = (request: NextRequest): NextResponse => {
  const nonce = randomBytes(NONCE_BYTES).toString('base64');
  const headers = pageHeaders({
    path: request.nextUrl.pathname,
    nonce,
    storeSources: storeSources(process.env),
    publicUrl: process.env.PUBLIC_URL,
    isDev: process.env.NODE_ENV === 'development',
  });
  const response = answer(request, nonce, headers['Content-Security-Policy'] ?? '');
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  return response;
};

const answer = (request: NextRequest, nonce: string, policy: string): NextResponse => {
  const { pathname, search, origin } = request.nextUrl;
  if (needsSignIn(pathname, request.cookies.has(SESSION_COOKIE)))
    return NextResponse.redirect(signInUrl(pathname + search, origin));
  const forwarded = new Headers(request.headers);
  forwarded.set('x-nonce', nonce);
  // Next.js takes the nonce of its own scripts from here.
  forwarded.set('Content-Security-Policy', policy);
  return NextResponse.next({ request: { headers: forwarded } });
};

export const config = {
  // Pages: neither the API, whose bodies it would hold in memory, nor files of the build.
  matcher: '/((?!api/|_next/static/|_next/image|_next/webpack-hmr).*)',
};
