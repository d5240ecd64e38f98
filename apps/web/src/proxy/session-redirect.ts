/** The name under which the API keeps the refresh token in browsers (apps/api/src/auth/session-cookie.ts). */
export const SESSION_COOKIE = 'refresh_token';

const IS_FOR_SIGNED_IN = /^\/(?:videos|account)(?:\/|$)/;

/**
 * Whether a page is of no use to who asks for it, for want of a session. A courtesy, which spares a visitor the loading of the
 * page: a cookie may be worth nothing any more, and then the page itself sends its reader on. Pure.
 */
export const needsSignIn = (path: string, hasCookie: boolean): boolean => !hasCookie && IS_FOR_SIGNED_IN.test(path);
