import {
  ChangePasswordRequest,
  LoginRequest,
  RefreshRequest,
  RegisterRequest,
  SessionTokens,
  UpdateProfileRequest,
  UserView,
} from '@media/contracts';
import { defineRoutes } from '../http/route.js';

export const AUTH_ROUTES = defineRoutes('Accounts', {
  register: {
    method: 'POST',
    path: '/auth/register',
    summary: 'Register',
    description:
      'Creates an account with a personal organization and signs in. Any token or API client should keep the default `session`; browsers ask for `cookie`.',
    body: RegisterRequest,
    answers: [{ status: 201, schema: SessionTokens }],
    errors: ['EMAIL_TAKEN', 'PASSWORD_TOO_COMMON', 'RATE_LIMITED'],
  },
  login: {
    method: 'POST',
    path: '/auth/login',
    summary: 'Sign in',
    description: 'Starts a session. An unknown email address and a wrong password get the same response.',
    body: LoginRequest,
    answers: [{ status: 200, schema: SessionTokens }],
    errors: ['CREDENTIALS_WRONG', 'RATE_LIMITED'],
  },
  refresh: {
    method: 'POST',
    path: '/auth/refresh',
    summary: 'Refresh tokens',
    description:
      'Exchanges a refresh token, from the body or the session cookie, for new tokens. Each refresh token works once. Presented again, it revokes the session, except within ten seconds: two tabs, or a request that is sent again, get the same new token.',
    body: RefreshRequest,
    answers: [{ status: 200, schema: SessionTokens }],
    errors: ['REFRESH_TOKEN_INVALID', 'REFRESH_TOKEN_REUSED', 'RATE_LIMITED'],
    takesSessionCookie: true,
  },
  logout: {
    method: 'POST',
    path: '/auth/logout',
    summary: 'Sign out',
    description:
      'Revokes the session and clears its cookie. A browser can call it with the cookie alone, after its access token has expired.',
    answers: [{ status: 204 }],
    errors: ['REFRESH_TOKEN_INVALID'],
  },
  me: {
    method: 'GET',
    path: '/auth/me',
    summary: 'View the account',
    description: 'Returns the signed-in user and the organizations they belong to.',
    answers: [{ status: 200, schema: UserView }],
  },
  updateProfile: {
    method: 'PATCH',
    path: '/auth/me',
    summary: 'Update the profile',
    description: 'Changes the fields that the request names.',
    body: UpdateProfileRequest,
    answers: [{ status: 200, schema: UserView }],
  },
  changePassword: {
    method: 'POST',
    path: '/auth/password',
    summary: 'Change the password',
    description: 'Asks for the current password, and ends all other sessions.',
    body: ChangePasswordRequest,
    answers: [{ status: 204, description: 'The password is changed; all other sessions have ended' }],
    errors: ['PASSWORD_WRONG', 'PASSWORD_TOO_COMMON', 'RATE_LIMITED'],
  },
});
