import type { SessionTokens } from '@media/contracts';
import type { TokenStore } from './token-store.js';

// Tokens are renewed a little early, so that they don't expire in transit.
const EARLY_MS = 10_000;

/** Stores the tokens of a sign-in or a refresh. Returns the access token. */
export const keepTokens = (store: TokenStore, { accessToken, expiresIn, refreshToken }: SessionTokens): string => {
  store.write({ accessToken, expiresAtMs: Date.now() + expiresIn * 1000, refreshToken });
  return accessToken;
};

/** The access token, unless it has expired or is about to expire. */
export const freshToken = (store: TokenStore): string | undefined => {
  const tokens = store.read();
  return tokens && tokens.expiresAtMs - EARLY_MS > Date.now() ? tokens.accessToken : undefined;
};
