import {
  ChangePasswordRequest,
  LoginRequest,
  RefreshRequest,
  RegisterRequest,
  RegistrationView,
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
      'Creates an account with a personal organization and starts a session. Browsers should set `session` to `cookie`; other clients should use the default. The operator of the server can restrict this to invited addresses, or close it.',
    body: RegisterRequest,
    responses: [{ status: 201, schema: SessionTokens }],
    errors: [
      ...(['EMAIL_TAKEN', 'PASSWORD_TOO_COMMON', 'REGISTRATION_CLOSED', 'INVITATION_REQUIRED'] as const),
      ...(['INVITATION_GONE', 'INVITATION_FOR_OTHER_ADDRESS', 'RATE_LIMITED'] as const),
    ],
  },
  viewRegistration: {
    method: 'GET',
    path: '/auth/registration',
    summary: 'Get who can register',
    description: 'Returns who can create an account now. As long as there is no account, that is anyone.',
    responses: [{ status: 200, schema: RegistrationView }],
  },
  login: {
    method: 'POST',
    path: '/auth/login',
    summary: 'Sign in',
    description: 'Starts a session. The response is the same for an unknown email address and a wrong password.',
    body: LoginRequest,
    responses: [{ status: 200, schema: SessionTokens }],
    errors: ['CREDENTIALS_WRONG', 'RATE_LIMITED'],
  },
  refresh: {
    method: 'POST',
    path: '/auth/refresh',
    summary: 'Refresh tokens',
    description:
      'Exchanges a refresh token, from the body or the session cookie, for new tokens. Each refresh token can be used once. Using it again revokes the session, except within ten seconds, when it returns the same new token. This covers retries and concurrent tabs.',
    body: RefreshRequest,
    responses: [{ status: 200, schema: SessionTokens }],
    errors: ['REFRESH_TOKEN_INVALID', 'REFRESH_TOKEN_REUSED', 'RATE_LIMITED'],
    takesSessionCookie: true,
  },
  logout: {
    method: 'POST',
    path: '/auth/logout',
    summary: 'Sign out',
    description:
      'Revokes the session and clears its cookie. A browser can call it with only the cookie after its access token has expired.',
    responses: [{ status: 204 }],
    errors: ['REFRESH_TOKEN_INVALID'],
  },
  me: {
    method: 'GET',
    path: '/auth/me',
    summary: 'Get the current user',
    description: 'Returns the signed-in user and their organizations.',
    responses: [{ status: 200, schema: UserView }],
  },
  updateProfile: {
    method: 'PATCH',
    path: '/auth/me',
    summary: 'Update the profile',
    description: 'Updates the fields in the request. Other fields keep their values.',
    body: UpdateProfileRequest,
    responses: [{ status: 200, schema: UserView }],
  },
  changePassword: {
    method: 'POST',
    path: '/auth/password',
    summary: 'Change the password',
    description:
      'Changes the password and revokes all other sessions and all playback tokens that the user created. Requires the current password.',
    body: ChangePasswordRequest,
    responses: [{ status: 204, description: 'The password was changed and all other sessions were revoked' }],
    errors: ['PASSWORD_WRONG', 'PASSWORD_TOO_COMMON', 'RATE_LIMITED'],
  },
});
