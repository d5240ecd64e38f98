import { createClient, type TokenStore, type Tokens } from '@media/sdk';
import { sessionHint } from './session-hint';

const KEY = 'media.access';

/**
 * The short-lived access token outlives a reload, so that a reload need not spend the refresh token: one that is cut
 * off in the middle of a refresh would. The refresh token itself is in an httpOnly cookie that no script sees.
 */
export const tokenStore: TokenStore = {
  read: () => {
    const kept = sessionStorage.getItem(KEY);
    return kept ? (JSON.parse(kept) as Tokens) : undefined;
  },
  write: (tokens) => {
    if (tokens) sessionStorage.setItem(KEY, JSON.stringify(tokens));
    else sessionStorage.removeItem(KEY);
  },
};

/** The page's one client. The API is on the page's own origin, behind /api. */
export const client = createClient({
  baseUrl: '/api',
  session: 'cookie',
  tokens: tokenStore,
  onSessionEnded: () => sessionHint.end({ hasLeft: false }),
});
