import { createClient, type TokenStore, type Tokens } from '@media/sdk';
import { sessionHint } from './session-hint';

const KEY = 'media.access';

/**
 * Keeps the short-lived access token across reloads. Otherwise each reload would use up the single-use refresh token,
 * and a reload interrupted during the refresh would lose it. The refresh token itself is in an httpOnly cookie.
 */
export const tokenStore: TokenStore = {
  read: () => {
    const stored = sessionStorage.getItem(KEY);
    return stored ? (JSON.parse(stored) as Tokens) : undefined;
  },
  write: (tokens) => {
    if (tokens) sessionStorage.setItem(KEY, JSON.stringify(tokens));
    else sessionStorage.removeItem(KEY);
  },
};

/** The only API client of the page. The web server proxies /api to the API. */
export const client = createClient({
  baseUrl: '/api',
  session: 'cookie',
  tokens: tokenStore,
  onSessionEnded: () => sessionHint.clear('expired'),
});
