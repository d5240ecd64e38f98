import type { SessionTokens } from '@media/contracts';
import { ApiError } from '../http/api-error.js';
import { type Call, sendRequest, type Transport } from '../http/send-request.js';
import type { TokenStore } from './token-store.js';

/** `cookie`: for browsers on the API's own origin; the refresh token stays in an httpOnly cookie. */
export type SessionMode = 'token' | 'cookie';

export type SessionDeps = {
  transport: Transport;
  mode: SessionMode;
  store: TokenStore;
  /** Runs `work` while no other tab or process that shares the session does. */
  exclusively: <T>(work: () => Promise<T>) => Promise<T>;
  /** Told when the server has ended the session. */
  onEnded?: (() => void) | undefined;
};

// Renewed a little early, so that a token does not expire on its way.
const EARLY_MS = 10_000;

/** Keeps one session: who asks for a token gets one that should still be valid, and only one refresh runs at a time. */
export const createSession = (deps: SessionDeps) => {
  const { transport, mode, store } = deps;
  let renewal: Promise<string | undefined> | undefined;

  const begin = ({ accessToken, expiresIn, refreshToken }: SessionTokens): string => {
    store.write({ accessToken, expiresAtMs: Date.now() + expiresIn * 1000, refreshToken });
    return accessToken;
  };

  const end = (): void => store.write(undefined);

  const fresh = (): string | undefined => {
    const tokens = store.read();
    return tokens && tokens.expiresAtMs - EARLY_MS > Date.now() ? tokens.accessToken : undefined;
  };

  const refresh = async (stale: string | undefined): Promise<string | undefined> => {
    // While this one waited for its turn, another tab may have renewed the tokens that both read.
    const current = fresh();
    if (current && current !== stale) return current;
    const refreshToken = store.read()?.refreshToken;
    if (mode === 'token' && !refreshToken) return undefined;
    const body = mode === 'cookie' ? {} : { refreshToken };
    // Kept alive: a page left in the middle would lose the new cookie and present the spent one next time.
    const call: Call = { method: 'POST', path: '/auth/refresh', body, keepalive: mode === 'cookie' };
    try {
      return begin(await (await sendRequest(transport, call)).json());
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 401) throw error;
      end();
      deps.onEnded?.();
      return undefined;
    }
  };

  /** A new access token in place of `stale`, or undefined when the session is over. */
  const renew = (stale?: string): Promise<string | undefined> => {
    renewal ??= deps
      .exclusively(() => refresh(stale))
      .finally(() => {
        renewal = undefined;
      });
    return renewal;
  };

  const accessToken = async (): Promise<string | undefined> => fresh() ?? renew(store.read()?.accessToken);

  /** Sends with the session's token; a token refused although it looked valid is renewed once. */
  const send = async (call: Call): Promise<Response> => {
    const token = await accessToken();
    try {
      return await sendRequest(transport, call, token);
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 401 || !token) throw error;
      const renewed = await renew(token);
      if (!renewed) throw error;
      return sendRequest(transport, call, renewed);
    }
  };

  return { begin, end, send };
};

export type Session = ReturnType<typeof createSession>;
/** Sends a request as the signed-in user. */
export type Send = Session['send'];
