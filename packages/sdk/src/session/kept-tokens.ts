import type { SessionTokens } from '@media/contracts';
import type { TokenStore } from './token-store.js';

// Renewed a little early, so that a token does not expire on its way.
const EARLY_MS = 10_000;

/** Keeps what a sign-in or a refresh answered. Returns the access token. */
export const keepTokens = (store: TokenStore, { accessToken, expiresIn, refreshToken }: SessionTokens): string => {
  store.write({ accessToken, expiresAtMs: Date.now() + expiresIn * 1000, refreshToken });
  return accessToken;
};

/** The access token, unless it has expired or is about to. */
export const freshToken = (store: TokenStore): string | undefined => {
  const tokens = store.read();
  return tokens && tokens.expiresAtMs - EARLY_MS > Date.now() ? tokens.accessToken : undefined;
};
