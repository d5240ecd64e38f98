import { z } from 'zod';
import { CurrentPassword, Email, NewPassword } from './credentials.js';
import { EXAMPLE_LINK_TOKEN, EXAMPLE_USER } from './examples.js';
import { emailAddress } from './fields.js';
import { bounded } from './text.js';

const LinkToken = bounded(200).describe('The token in the fragment of the link that was sent by email.');
const EXAMPLE_PASSWORD = 'battery horse staple';

export const ForgotPasswordRequest = z.strictObject({ email: Email }).meta({
  id: 'ForgotPasswordRequest',
  description: 'The email address of the account.',
  examples: [{ email: EXAMPLE_USER.email }],
});
export type ForgotPasswordRequest = z.infer<typeof ForgotPasswordRequest>;

export const ResetPasswordRequest = z
  .strictObject({
    token: LinkToken,
    password: NewPassword,
  })
  .meta({
    id: 'ResetPasswordRequest',
    description: 'The token from the email and the new password.',
    examples: [{ token: EXAMPLE_LINK_TOKEN, password: EXAMPLE_PASSWORD }],
  });
export type ResetPasswordRequest = z.infer<typeof ResetPasswordRequest>;

export const VerifyEmailRequest = z.strictObject({ token: LinkToken }).meta({
  id: 'VerifyEmailRequest',
  description: 'The token from the email.',
  examples: [{ token: EXAMPLE_LINK_TOKEN }],
});
export type VerifyEmailRequest = z.infer<typeof VerifyEmailRequest>;

export const VerifiedEmailView = z.object({ email: emailAddress(EXAMPLE_USER.email) }).meta({
  id: 'VerifiedEmail',
  description: 'The confirmed email address of the account.',
  examples: [{ email: EXAMPLE_USER.email }],
});
export type VerifiedEmailView = z.infer<typeof VerifiedEmailView>;

export const ChangeEmailRequest = z
  .strictObject({
    email: Email.describe('The new email address. The current one requests another link to confirm it.'),
    password: CurrentPassword,
  })
  .meta({
    id: 'ChangeEmailRequest',
    description: 'The new email address and the current password.',
    examples: [{ email: 'ada.lovelace@example.org', password: EXAMPLE_PASSWORD }],
  });
export type ChangeEmailRequest = z.infer<typeof ChangeEmailRequest>;
