/** The cookie with the refresh token (apps/api/src/auth/session-cookie.ts). */
export const SESSION_COOKIE = 'refresh_token';

/** The pages in app/(app). */
const IS_FOR_SIGNED_IN = /^\/(?:videos|trash|account|organizations)(?:\/|$)/;

/**
 * Whether a page requires a session that the browser doesn't have. This only saves loading the page: if the session of the cookie
 * has expired, the page itself redirects. Pure.
 */
export const needsSignIn = (path: string, hasCookie: boolean): boolean => !hasCookie && IS_FOR_SIGNED_IN.test(path);
