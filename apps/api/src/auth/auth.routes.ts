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

export const AUTH_ROUTES = defineRoutes({
  register: {
    method: 'POST',
    path: '/auth/register',
    summary: 'Make an account and sign in',
    body: RegisterRequest,
    answers: [{ status: 201, schema: SessionTokens }],
  },
  login: {
    method: 'POST',
    path: '/auth/login',
    summary: 'Sign in',
    body: LoginRequest,
    answers: [{ status: 200, schema: SessionTokens }],
  },
  refresh: {
    method: 'POST',
    path: '/auth/refresh',
    summary: 'Exchange a refresh token for new tokens',
    body: RefreshRequest,
    answers: [{ status: 200, schema: SessionTokens }],
  },
  logout: {
    method: 'POST',
    path: '/auth/logout',
    summary: 'End the session',
    answers: [{ status: 204 }],
  },
  me: {
    method: 'GET',
    path: '/auth/me',
    summary: 'Who is signed in',
    answers: [{ status: 200, schema: UserView }],
  },
  updateProfile: {
    method: 'PATCH',
    path: '/auth/me',
    summary: 'Change the name',
    body: UpdateProfileRequest,
    answers: [{ status: 200, schema: UserView }],
  },
  changePassword: {
    method: 'POST',
    path: '/auth/password',
    summary: 'Change the password',
    body: ChangePasswordRequest,
    answers: [{ status: 204, description: 'Done; all other sessions have ended' }],
  },
});
