import { z } from 'zod';
import { RoleName } from './actor.js';
import { EXAMPLE_SESSION, EXAMPLE_TOKENS, EXAMPLE_USER } from './examples.js';
import { timestamp } from './fields.js';
import { OrganizationId, SessionId, UserId } from './ids.js';
import { bounded, trimmedText } from './text.js';

const SessionTransport = z
  .enum(['token', 'cookie'])
  .default('token')
  .describe(
    'Where the refresh token goes. `token`: into the response body. `cookie`: into an httpOnly cookie, as browsers should ask for.',
  );

const Name = trimmedText(100).min(1).describe('Display name.');
const Email = bounded(254)
  .check(z.email())
  .describe('Email address; upper and lower case are the same.')
  .meta({ format: 'email' });

// 8 is NIST SP 800-63B's least; the upper bound keeps hashing cheap to refuse.
const Password = bounded(200).min(8);

const EXAMPLE_SIGN_IN = { email: 'ada@example.org', password: 'correct horse battery' };

export const RegisterRequest = z
  .strictObject({
    email: Email,
    password: Password.describe('At least 8 characters, and not one of the 10,000 most common passwords.'),
    name: Name.optional(),
    session: SessionTransport,
  })
  .meta({
    id: 'RegisterRequest',
    description: 'A new account.',
    examples: [{ ...EXAMPLE_SIGN_IN, name: 'Ada' }],
  });
export type RegisterRequest = z.infer<typeof RegisterRequest>;

export const LoginRequest = z
  .strictObject({
    email: Email,
    password: bounded(200).describe('Password of the account.'),
    session: SessionTransport,
  })
  .meta({ id: 'LoginRequest', description: 'Credentials.', examples: [EXAMPLE_SIGN_IN] });
export type LoginRequest = z.infer<typeof LoginRequest>;

export const RefreshRequest = z
  .strictObject({
    refreshToken: bounded(2_000)
      .optional()
      .describe('The latest refresh token of the session; leave it out when the session is kept in a cookie.'),
  })
  .optional()
  .meta({
    id: 'RefreshRequest',
    description: 'The refresh token, unless the session cookie carries it.',
    examples: [{ refreshToken: EXAMPLE_TOKENS.refreshToken }],
  });
export type RefreshRequest = z.infer<typeof RefreshRequest>;

export const UpdateProfileRequest = z
  .strictObject({ name: Name.nullable().optional().describe('Display name; `null` removes it.') })
  .meta({
    id: 'UpdateProfileRequest',
    description: 'What to change. Fields that are left out stay as they are.',
    examples: [{ name: 'Ada Lovelace' }],
  });
export type UpdateProfileRequest = z.infer<typeof UpdateProfileRequest>;

export const ChangePasswordRequest = z
  .strictObject({
    currentPassword: bounded(200).describe('The password until now.'),
    newPassword: Password.describe('At least 8 characters, and not one of the 10,000 most common passwords.'),
  })
  .meta({
    id: 'ChangePasswordRequest',
    description: 'The current password and the one to replace it.',
    examples: [{ currentPassword: EXAMPLE_SIGN_IN.password, newPassword: 'battery horse staple' }],
  });
export type ChangePasswordRequest = z.infer<typeof ChangePasswordRequest>;

const MembershipView = z
  .object({ id: OrganizationId, name: z.string().describe('Name of the organization.'), role: RoleName })
  .meta({
    id: 'Membership',
    description: 'An organization of a user, and their role in it.',
    examples: EXAMPLE_USER.organizations,
  });

export const UserView = z
  .object({
    id: UserId,
    email: z.string().meta({ description: 'Email address.', format: 'email', examples: [EXAMPLE_USER.email] }),
    name: z
      .string()
      .nullable()
      .describe('Display name; `null` if there is none.')
      .meta({ examples: ['Ada'] }),
    organizations: z.array(MembershipView).describe('The organizations of the user, the personal one first.'),
  })
  .meta({ id: 'User', description: 'An account.', examples: [EXAMPLE_USER] });
export type UserView = z.infer<typeof UserView>;

export const SessionTokens = z
  .object({
    user: UserView,
    accessToken: z.string().describe('For the header `Authorization: Bearer …`.'),
    expiresIn: z.int().meta({ description: 'Seconds until the access token expires.', examples: [900] }),
    refreshToken: z
      .string()
      .optional()
      .describe('Exchange it once for new tokens. Absent when the session is kept in a cookie.'),
  })
  .meta({ id: 'SessionTokens', description: 'The tokens of a session.', examples: [EXAMPLE_TOKENS] });
export type SessionTokens = z.infer<typeof SessionTokens>;

/** A sign-in that still stands. */
export const SessionView = z
  .object({
    id: SessionId,
    userAgent: z
      .string()
      .nullable()
      .describe('`User-Agent` of the browser or program that signed in; `null` if it sent none.'),
    createdAt: timestamp('When the user signed in.'),
    lastUsedAt: timestamp('When the tokens were last refreshed.'),
    expiresAt: timestamp('When the session ends unless it is refreshed.'),
    isCurrent: z.boolean().describe('Whether the request was made with this session.'),
  })
  .meta({ id: 'Session', description: 'A place where the user is signed in.', examples: [EXAMPLE_SESSION] });
export type SessionView = z.infer<typeof SessionView>;

export const SessionList = z
  .object({ items: z.array(SessionView).describe('All active sessions.') })
  .meta({ id: 'SessionList', description: 'The sessions of the user.', examples: [{ items: [EXAMPLE_SESSION] }] });
export type SessionList = z.infer<typeof SessionList>;
