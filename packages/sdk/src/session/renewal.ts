import { ApiError } from '../http/api-error.js';
import { type Call, sendRequest, type Transport } from '../http/send-request.js';
import { freshToken, keepTokens } from './kept-tokens.js';
import type { TokenStore } from './token-store.js';

/** `cookie` is for browsers on the API's own origin: the refresh token stays in an httpOnly cookie. */
export type SessionMode = 'token' | 'cookie';

export type SessionDeps = {
  transport: Transport;
  mode: SessionMode;
  store: TokenStore;
  /** Runs `work` while no other tab that shares the session does. */
  exclusively: <T>(work: () => Promise<T>) => Promise<T>;
  /** Called when the server has ended the session. */
  onEnded?: (() => void) | undefined;
};

/** A new access token in place of `stale`, or undefined when the session has ended. */
export type Renew = (stale?: string) => Promise<string | undefined>;

/** Renews a session's tokens. Concurrent calls share one refresh. */
export const createRenewal = (deps: SessionDeps): Renew => {
  let renewal: Promise<string | undefined> | undefined;
  return (stale) => {
    renewal ??= deps
      .exclusively(() => refresh(deps, stale))
      .finally(() => {
        renewal = undefined;
      });
    return renewal;
  };
};

const refresh = async (deps: SessionDeps, stale: string | undefined): Promise<string | undefined> => {
  const { transport, mode, store } = deps;
  // Another tab can have renewed the tokens while this one waited for its turn.
  const current = freshToken(store);
  if (current && current !== stale) return current;
  const refreshToken = store.read()?.refreshToken;
  if (mode === 'token' && !refreshToken) return undefined;
  const body = mode === 'cookie' ? {} : { refreshToken };
  // keepalive: a page left in the middle would lose the new cookie and use the spent one next time.
  const call: Call = { method: 'POST', path: '/auth/refresh', body, keepalive: mode === 'cookie' };
  try {
    return keepTokens(store, await (await sendRequest(transport, call)).json());
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 401) throw error;
    store.write(undefined);
    deps.onEnded?.();
    return undefined;
  }
};
