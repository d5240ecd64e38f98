/** The name under which the API keeps the refresh token in browsers (apps/api/src/auth/session-cookie.ts). */
export const SESSION_COOKIE = 'refresh_token';

/** The first parts of the paths in app/(app). */
const IS_FOR_SIGNED_IN = /^\/(?:videos|account)(?:\/|$)/;

/**
 * Whether a page needs a session that the browser doesn't have. This only saves visitors loading the page: a cookie can have
 * expired, and then the page itself redirects. Pure.
 */
export const needsSignIn = (path: string, hasCookie: boolean): boolean => !hasCookie && IS_FOR_SIGNED_IN.test(path);
