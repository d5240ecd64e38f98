import { randomBytes } from 'node:crypto';
import { type NextRequest, NextResponse } from 'next/server';
import { signInUrl } from './features/account/sign-in/next-page';
import { frameAncestors } from './proxy/frame-ancestors';
import { pageHeaders } from './proxy/page-headers';
import { pageStatus } from './proxy/page-status';
import { needsSignIn, SESSION_COOKIE } from './proxy/session-redirect';
import { storeSources } from './proxy/store-sources';

const NONCE_BYTES = 16;

/** Runs before every page: redirects to sign-in if there is no session, and sets the security headers and the script nonce. */
export const proxy = async (request: NextRequest): Promise<NextResponse> => {
  const nonce = randomBytes(NONCE_BYTES).toString('base64');
  const { pathname } = request.nextUrl;
  const forwardedFor = request.headers.get('x-forwarded-for') ?? '';
  const headers = pageHeaders({
    nonce,
    storeSources: storeSources(process.env),
    publicUrl: process.env.PUBLIC_URL,
    frameAncestors: await frameAncestors(request.nextUrl, forwardedFor),
    isDev: process.env.NODE_ENV === 'development',
  });
  const status = await pageStatus(pathname, forwardedFor);
  const response = respond(request, { nonce, policy: headers['Content-Security-Policy'] ?? '', status });
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  return response;
};

type Page = { nonce: string; policy: string; status: number | undefined };

const respond = (request: NextRequest, { nonce, policy, status }: Page): NextResponse => {
  const { pathname, search, origin } = request.nextUrl;
  if (needsSignIn(pathname, request.cookies.has(SESSION_COOKIE)))
    return NextResponse.redirect(signInUrl(pathname + search, origin));
  const forwarded = new Headers(request.headers);
  forwarded.set('x-nonce', nonce);
  // Next.js reads the nonce for its own scripts from this header.
  forwarded.set('Content-Security-Policy', policy);
  return NextResponse.next({ request: { headers: forwarded }, ...(status !== undefined && { status }) });
};

export const config = {
  // Pages only. For /api, Next.js would buffer request bodies in memory.
  matcher: '/((?!api/|_next/static/|_next/image|_next/webpack-hmr).*)',
};
