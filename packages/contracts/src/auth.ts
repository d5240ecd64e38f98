import { REGISTRATION_MODES } from '@media/core';
import { z } from 'zod';
import { RoleName } from './actor.js';
import { CurrentPassword, Email, NewPassword } from './credentials.js';
import { EXAMPLE_SESSION, EXAMPLE_TOKENS, EXAMPLE_USER } from './examples.js';
import { displayName, emailAddress, timestamp } from './fields.js';
import { OrganizationId, SessionId, UserId } from './ids.js';
import { openEnum } from './open-enum.js';
import { PriorityName } from './priority.js';
import { bounded, label } from './text.js';

const SessionTransport = z
  .enum(['token', 'cookie'])
  .default('token')
  .describe(
    'How the refresh token is delivered. `token`: in the response body. `cookie`: in an httpOnly cookie, recommended for browsers.',
  );

const Name = label(100).describe('Display name.');

const EXAMPLE_SIGN_IN = { email: 'ada@example.org', password: 'correct horse battery' };

export const RegisterRequest = z
  .strictObject({
    email: Email,
    password: NewPassword,
    name: Name.optional(),
    invitationToken: bounded(200)
      .min(1)
      .optional()
      .describe(
        'The token of an invitation for this email address. Required if `GET /auth/registration` says `invitation`, and ignored otherwise. The invitation still has to be accepted.',
      ),
    session: SessionTransport,
  })
  .meta({
    id: 'RegisterRequest',
    description: 'Details of the account to create.',
    examples: [{ ...EXAMPLE_SIGN_IN, name: 'Ada' }],
  });
export type RegisterRequest = z.infer<typeof RegisterRequest>;

export const RegistrationView = z
  .object({
    mode: openEnum(REGISTRATION_MODES, {
      id: 'RegistrationMode',
      description: 'Who can create an account.',
      meanings: {
        open: 'anyone',
        invitation: 'only the address that an invitation is for, with the token of that invitation',
        closed: 'nobody',
      },
    }),
  })
  .meta({ id: 'Registration', description: 'Who can create an account now.', examples: [{ mode: 'invitation' }] });
export type RegistrationView = z.infer<typeof RegistrationView>;

export const LoginRequest = z
  .strictObject({
    email: Email,
    password: bounded(200).describe("The account's password."),
    session: SessionTransport,
  })
  .meta({ id: 'LoginRequest', description: 'Sign-in credentials.', examples: [EXAMPLE_SIGN_IN] });
export type LoginRequest = z.infer<typeof LoginRequest>;

export const RefreshRequest = z
  .strictObject({
    refreshToken: bounded(2_000)
      .optional()
      .describe("The session's most recent refresh token. Omit it if the session uses a cookie."),
  })
  .optional()
  .meta({
    id: 'RefreshRequest',
    description: 'The refresh token. Omit the body if the session uses a cookie.',
    examples: [{ refreshToken: EXAMPLE_TOKENS.refreshToken }],
  });
export type RefreshRequest = z.infer<typeof RefreshRequest>;

export const UpdateProfileRequest = z
  .strictObject({ name: Name.nullable().optional().describe('Display name. Set it to `null` to remove it.') })
  .meta({
    id: 'UpdateProfileRequest',
    description: 'The fields to change. Omitted fields keep their values.',
    examples: [{ name: 'Ada Lovelace' }],
  });
export type UpdateProfileRequest = z.infer<typeof UpdateProfileRequest>;

export const ChangePasswordRequest = z
  .strictObject({
    currentPassword: CurrentPassword,
    newPassword: NewPassword,
  })
  .meta({
    id: 'ChangePasswordRequest',
    description: 'The current password and the new one.',
    examples: [{ currentPassword: EXAMPLE_SIGN_IN.password, newPassword: 'battery horse staple' }],
  });
export type ChangePasswordRequest = z.infer<typeof ChangePasswordRequest>;

export const DeleteAccountRequest = z.strictObject({ password: CurrentPassword }).meta({
  id: 'DeleteAccountRequest',
  description: 'The current password, to confirm the deletion.',
  examples: [{ password: EXAMPLE_SIGN_IN.password }],
});
export type DeleteAccountRequest = z.infer<typeof DeleteAccountRequest>;

const MembershipView = z
  .object({
    id: OrganizationId,
    name: z.string().describe('Name of the organization.'),
    role: RoleName,
    highestPriority: PriorityName.describe('The highest priority that videos of the organization can have.'),
  })
  .meta({
    id: 'Membership',
    description: 'An organization that the user belongs to, and their role in it.',
    examples: EXAMPLE_USER.organizations,
  });

export const UserView = z
  .object({
    id: UserId,
    email: emailAddress(EXAMPLE_USER.email),
    name: displayName(EXAMPLE_USER.name),
    emailVerifiedAt: z.iso
      .datetime()
      .nullable()
      .describe('When the user confirmed the email address (ISO 8601, UTC), or `null` if they have not.')
      .meta({ examples: [EXAMPLE_USER.emailVerifiedAt] }),
    organizations: z.array(MembershipView).describe('Organizations the user belongs to, personal organization first.'),
  })
  .meta({ id: 'User', description: 'A user account.', examples: [EXAMPLE_USER] });
export type UserView = z.infer<typeof UserView>;

export const SessionTokens = z
  .object({
    user: UserView,
    accessToken: z.string().describe('Access token. Send it as `Authorization: Bearer …`.'),
    expiresIn: z.int().meta({ description: 'Seconds until the access token expires.', examples: [900] }),
    refreshToken: z
      .string()
      .optional()
      .describe('Single-use token to get new tokens with `POST /auth/refresh`. Absent if the session uses a cookie.'),
  })
  .meta({ id: 'SessionTokens', description: 'The tokens of a session.', examples: [EXAMPLE_TOKENS] });
export type SessionTokens = z.infer<typeof SessionTokens>;

export const SessionView = z
  .object({
    id: SessionId,
    userAgent: z
      .string()
      .nullable()
      .describe('`User-Agent` header of the client that signed in, or `null` if it sent none.'),
    createdAt: timestamp('When the user signed in'),
    lastUsedAt: timestamp('When the tokens were last refreshed'),
    expiresAt: timestamp('When the session expires', EXAMPLE_SESSION.expiresAt, "Refreshing doesn't extend it."),
    isCurrent: z.boolean().describe('Whether this request uses this session.'),
  })
  .meta({ id: 'Session', description: "One of the user's active sign-ins.", examples: [EXAMPLE_SESSION] });
export type SessionView = z.infer<typeof SessionView>;

export const SessionList = z
  .object({ items: z.array(SessionView).describe('All active sessions.') })
  .meta({ id: 'SessionList', description: "The user's sessions.", examples: [{ items: [EXAMPLE_SESSION] }] });
export type SessionList = z.infer<typeof SessionList>;
