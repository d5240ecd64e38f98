import type { LoginRequest, RegisterRequest, SessionTokens, UserView } from '@media/contracts';
import { ApiError } from '../http/api-error.js';
import { type Call, sendRequest, type Transport } from '../http/send-request.js';
import type { SessionMode } from '../session/renewal.js';
import type { Session } from '../session/session.js';

type Deps = { transport: Transport; session: Session; mode: SessionMode };

export const authResource = ({ transport, session, mode }: Deps) => {
  const signIn = async (path: string, credentials: object): Promise<UserView> => {
    const call: Call = { method: 'POST', path, body: { ...credentials, session: mode } };
    const tokens: SessionTokens = await (await sendRequest(transport, call)).json();
    session.begin(tokens);
    return tokens.user;
  };

  return {
    /** Makes an account and signs in. ApiError EMAIL_TAKEN, REQUEST_INVALID with `errors` per field. */
    register: (account: Omit<RegisterRequest, 'session'>): Promise<UserView> => signIn('/auth/register', account),

    /** ApiError CREDENTIALS_WRONG, the same for an unknown address and a wrong password. */
    login: (credentials: Omit<LoginRequest, 'session'>): Promise<UserView> => signIn('/auth/login', credentials),

    /** Ends the session on the server too. One that has ended already is as good. */
    logout: async (): Promise<void> => {
      await session.send({ method: 'POST', path: '/auth/logout' }).catch((error: unknown) => {
        if (!(error instanceof ApiError) || error.status !== 401) throw error;
      });
      session.end();
    },

    me: async (signal?: AbortSignal): Promise<UserView> =>
      (await session.send({ method: 'GET', path: '/auth/me', signal })).json(),
  };
};
