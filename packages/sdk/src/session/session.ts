import type { SessionTokens } from '@media/contracts';
import { ApiError } from '../http/api-error.js';
import { type Call, sendRequest } from '../http/send-request.js';
import { freshToken, keepTokens } from './kept-tokens.js';
import { createRenewal, type SessionDeps } from './renewal.js';
import { retryThrottled } from './retry-throttled.js';

/** One session: every call is sent with an access token that should still be valid. */
export const createSession = (deps: SessionDeps) => {
  const { transport, store } = deps;
  const renew = createRenewal(deps);

  /** Sends with the session's token. A token that is rejected although it looked valid is renewed once. */
  const sendOnce = async (call: Call): Promise<Response> => {
    const token = freshToken(store) ?? (await renew(store.read()?.accessToken));
    try {
      return await sendRequest(transport, call, token);
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 401 || !token) throw error;
      const renewed = await renew(token);
      if (!renewed) throw error;
      return sendRequest(transport, call, renewed);
    }
  };

  return {
    begin: (tokens: SessionTokens): string => keepTokens(store, tokens),
    end: (): void => store.write(undefined),
    send: retryThrottled(sendOnce),
  };
};

export type Session = ReturnType<typeof createSession>;
/** Sends a request as the signed-in user. */
export type Send = Session['send'];
