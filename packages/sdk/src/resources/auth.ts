import type {
  ChangeEmailRequest,
  ChangePasswordRequest,
  DeleteAccountRequest,
  ForgotPasswordRequest,
  LoginRequest,
  RegisterRequest,
  RegistrationView,
  ResetPasswordRequest,
  SessionTokens,
  SessionView,
  UpdateProfileRequest,
  UserView,
  VerifiedEmailView,
  VerifyEmailRequest,
} from '@media/contracts';
import { ApiError } from '../http/api-error.js';
import { idSegment } from '../http/check-id.js';
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

  const getJson = async <T>(call: Call): Promise<T> => (await session.send(call)).json();

  const endBy = async (call: Call): Promise<void> => {
    await session.send(call).catch((error: unknown) => {
      if (!(error instanceof ApiError) || error.status !== 401) throw error;
    });
    session.end();
  };

  return {
    /**
     * Creates an account and signs in. ApiError EMAIL_TAKEN, REQUEST_INVALID and PASSWORD_TOO_COMMON with `errors` per field, or
     * REGISTRATION_CLOSED and INVITATION_REQUIRED if the server restricts who can register.
     */
    register: (account: Omit<RegisterRequest, 'session'>): Promise<UserView> => signIn('/auth/register', account),

    /** Who can register now. If it is `invitation`, registering requires an `invitationToken`. */
    registration: async (signal?: AbortSignal): Promise<RegistrationView> =>
      (await sendRequest(transport, { method: 'GET', path: '/auth/registration', signal })).json(),

    /** Signs in. ApiError CREDENTIALS_WRONG, for an unknown email address and for a wrong password alike. */
    login: (credentials: Omit<LoginRequest, 'session'>): Promise<UserView> => signIn('/auth/login', credentials),

    /** Signs out, on the server too. Succeeds if the session has already ended. */
    logout: (): Promise<void> => endBy({ method: 'POST', path: '/auth/logout' }),

    /** Signs the user out on every device, including this one, and ends all playback tokens of the user. Succeeds if the session has already ended. */
    logoutEverywhere: (): Promise<void> => endBy({ method: 'DELETE', path: '/auth/sessions' }),

    /** The active sessions, most recently used first. */
    sessions: async (signal?: AbortSignal): Promise<SessionView[]> => {
      const { items }: { items: SessionView[] } = await getJson({ method: 'GET', path: '/auth/sessions', signal });
      return items;
    },

    /** Ends one of the user's sessions. ApiError SESSION_NOT_FOUND if it has already ended. */
    revokeSession: async (id: string): Promise<void> => {
      await session.send({ method: 'DELETE', path: `/auth/sessions/${idSegment(id)}` });
    },

    /** Changes the password and ends all other sessions and all playback tokens of the user. ApiError PASSWORD_WRONG if `currentPassword` is wrong, PASSWORD_TOO_COMMON, RATE_LIMITED. */
    changePassword: async (passwords: ChangePasswordRequest): Promise<void> => {
      await session.send({ method: 'POST', path: '/auth/password', body: passwords });
    },

    /** Requests an email with a link to choose a new password. Succeeds whether or not there is an account. ApiError RATE_LIMITED. */
    forgotPassword: async (request: ForgotPasswordRequest): Promise<void> => {
      await sendRequest(transport, { method: 'POST', path: '/auth/forgot-password', body: request });
    },

    /**
     * Sets a new password with the token of the link, and ends all sessions and playback tokens of the user. ApiError LINK_GONE if
     * the token was used or has expired, PASSWORD_TOO_COMMON, RATE_LIMITED.
     */
    resetPassword: async (request: ResetPasswordRequest): Promise<void> => {
      await sendRequest(transport, { method: 'POST', path: '/auth/reset-password', body: request });
    },

    /** Confirms an email address with the token of the link. ApiError LINK_GONE, EMAIL_TAKEN, RATE_LIMITED. */
    verifyEmail: async (request: VerifyEmailRequest): Promise<VerifiedEmailView> =>
      (await sendRequest(transport, { method: 'POST', path: '/auth/verify-email', body: request })).json(),

    /**
     * Sends a link to a new email address, which changes once the link is opened. With the current address, sends another link to
     * confirm it. ApiError PASSWORD_WRONG, EMAIL_TAKEN, RATE_LIMITED.
     */
    changeEmail: async (request: ChangeEmailRequest): Promise<void> => {
      await session.send({ method: 'POST', path: '/auth/email', body: request });
    },

    /**
     * Deletes the account with its personal organization and all videos in it, and ends the session. This can't be undone. ApiError
     * SOLE_OWNER with `organizations` to hand over or to delete first, PASSWORD_WRONG, RATE_LIMITED.
     */
    deleteAccount: async (request: DeleteAccountRequest): Promise<void> => {
      await session.send({ method: 'POST', path: '/auth/me/delete', body: request });
      session.end();
    },

    /** Changes the profile. `name: null` removes the name. */
    updateProfile: (profile: UpdateProfileRequest): Promise<UserView> =>
      getJson({ method: 'PATCH', path: '/auth/me', body: profile }),

    /** The signed-in user, with the organizations they belong to. */
    me: (signal?: AbortSignal): Promise<UserView> => getJson({ method: 'GET', path: '/auth/me', signal }),
  };
};

export type AuthResource = ReturnType<typeof authResource>;
