import type {
  ChangePasswordRequest,
  LoginRequest,
  RegisterRequest,
  SessionTokens,
  SessionView,
  UpdateProfileRequest,
  UserView,
} from '@media/contracts';
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

  const answer = async <T>(call: Call): Promise<T> => (await session.send(call)).json();

  const endBy = async (call: Call): Promise<void> => {
    await session.send(call).catch((error: unknown) => {
      if (!(error instanceof ApiError) || error.status !== 401) throw error;
    });
    session.end();
  };

  return {
    /** Makes an account and signs in. ApiError EMAIL_TAKEN; REQUEST_INVALID and PASSWORD_TOO_COMMON with `errors` per field. */
    register: (account: Omit<RegisterRequest, 'session'>): Promise<UserView> => signIn('/auth/register', account),

    /** ApiError CREDENTIALS_WRONG, the same for an unknown address and a wrong password. */
    login: (credentials: Omit<LoginRequest, 'session'>): Promise<UserView> => signIn('/auth/login', credentials),

    /** Ends the session on the server too. One that has ended already is as good. */
    logout: (): Promise<void> => endBy({ method: 'POST', path: '/auth/logout' }),

    /** Ends every session of the user, this one too. One that has ended already is as good. */
    logoutEverywhere: (): Promise<void> => endBy({ method: 'DELETE', path: '/auth/sessions' }),

    /** The sessions that still stand, the last used first. */
    sessions: async (signal?: AbortSignal): Promise<SessionView[]> => {
      const { items }: { items: SessionView[] } = await answer({ method: 'GET', path: '/auth/sessions', signal });
      return items;
    },

    /** Ends one of the user's sessions. ApiError SESSION_NOT_FOUND when it has ended already. */
    revokeSession: async (id: string): Promise<void> => {
      await session.send({ method: 'DELETE', path: `/auth/sessions/${encodeURIComponent(id)}` });
    },

    /** Ends all other sessions. ApiError PASSWORD_WRONG when the current one is not `currentPassword`, PASSWORD_TOO_COMMON, RATE_LIMITED. */
    changePassword: async (passwords: ChangePasswordRequest): Promise<void> => {
      await session.send({ method: 'POST', path: '/auth/password', body: passwords });
    },

    /** `name: null` takes the name away. */
    updateProfile: (profile: UpdateProfileRequest): Promise<UserView> =>
      answer({ method: 'PATCH', path: '/auth/me', body: profile }),

    me: (signal?: AbortSignal): Promise<UserView> => answer({ method: 'GET', path: '/auth/me', signal }),
  };
};
