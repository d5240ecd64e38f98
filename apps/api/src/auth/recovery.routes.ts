import {
  ChangeEmailRequest,
  ForgotPasswordRequest,
  ResetPasswordRequest,
  VerifiedEmailView,
  VerifyEmailRequest,
} from '@media/contracts';
import { defineRoutes } from '../http/route.js';

export const RECOVERY_ROUTES = defineRoutes('Accounts', {
  forgotPassword: {
    method: 'POST',
    path: '/auth/forgot-password',
    summary: 'Request a password reset',
    description:
      'Sends a link to choose a new password, if there is an account with this email address. The response is the same if there is none.',
    body: ForgotPasswordRequest,
    responses: [{ status: 204, description: 'The link is sent if the account exists' }],
    errors: ['RATE_LIMITED'],
  },
  resetPassword: {
    method: 'POST',
    path: '/auth/reset-password',
    summary: 'Reset the password',
    description:
      'Sets a new password with the token from the email. Each token works once, for an hour. Ends all sessions of the user and all playback tokens that they created. If the address was never confirmed before, somebody else may have registered it: then all API keys and open invitations of the user are revoked, too.',
    body: ResetPasswordRequest,
    responses: [{ status: 204, description: 'The password was changed and all sessions were revoked' }],
    errors: ['LINK_GONE', 'PASSWORD_TOO_COMMON', 'RATE_LIMITED'],
  },
  verifyEmail: {
    method: 'POST',
    path: '/auth/verify-email',
    summary: 'Confirm an email address',
    description:
      'Confirms an email address with the token from the email. A new address becomes the address of the account. Each token works once, for 3 days.',
    body: VerifyEmailRequest,
    responses: [{ status: 200, schema: VerifiedEmailView }],
    errors: ['LINK_GONE', 'EMAIL_TAKEN', 'RATE_LIMITED'],
  },
  changeEmail: {
    method: 'POST',
    path: '/auth/email',
    summary: 'Change the email address',
    description:
      'Sends a link to the new email address, and a notice to the current one. The address changes once the link is opened. Requires the current password. With the current address, it only sends another link to confirm it.',
    body: ChangeEmailRequest,
    responses: [{ status: 204, description: 'The link is sent' }],
    errors: ['PASSWORD_WRONG', 'EMAIL_TAKEN', 'RATE_LIMITED'],
  },
});
