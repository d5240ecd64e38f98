import { ROLES } from '@media/core';
import { z } from 'zod';
import { OrganizationId, SessionId, UserId } from './ids.js';
import { bounded, trimmedText } from './text.js';

const SessionTransport = z
  .enum(['token', 'cookie'])
  .default('token')
  .describe('`cookie`: the refresh token comes only as an httpOnly cookie, as browsers should ask for.');

const Name = trimmedText(100).min(1);
const Email = bounded(254).check(z.email());

// 8 is NIST SP 800-63B's least; the upper bound keeps hashing cheap to refuse.
const Password = bounded(200).min(8);

export const RegisterRequest = z
  .strictObject({
    email: Email,
    password: Password,
    name: Name.optional(),
    session: SessionTransport,
  })
  .meta({ id: 'RegisterRequest' });
export type RegisterRequest = z.infer<typeof RegisterRequest>;

export const LoginRequest = z
  .strictObject({ email: Email, password: bounded(200), session: SessionTransport })
  .meta({ id: 'LoginRequest' });
export type LoginRequest = z.infer<typeof LoginRequest>;

export const RefreshRequest = z
  .strictObject({ refreshToken: bounded(2_000).optional() })
  .optional()
  .meta({ id: 'RefreshRequest' });
export type RefreshRequest = z.infer<typeof RefreshRequest>;

export const UpdateProfileRequest = z
  .strictObject({ name: Name.nullable().optional() })
  .meta({ id: 'UpdateProfileRequest' });
export type UpdateProfileRequest = z.infer<typeof UpdateProfileRequest>;

export const ChangePasswordRequest = z
  .strictObject({ currentPassword: bounded(200), newPassword: Password })
  .meta({ id: 'ChangePasswordRequest' });
export type ChangePasswordRequest = z.infer<typeof ChangePasswordRequest>;

export const UserView = z
  .object({
    id: UserId,
    email: z.string(),
    name: z.string().nullable(),
    organizations: z.array(z.object({ id: OrganizationId, name: z.string(), role: z.enum(ROLES) })),
  })
  .meta({ id: 'User' });
export type UserView = z.infer<typeof UserView>;

export const SessionTokens = z
  .object({
    user: UserView,
    accessToken: z.string(),
    expiresIn: z.int().describe('Seconds until the access token expires.'),
    refreshToken: z.string().optional().describe('Absent when the session is kept in a cookie.'),
  })
  .meta({ id: 'SessionTokens' });
export type SessionTokens = z.infer<typeof SessionTokens>;

/** A sign-in that still stands. */
export const SessionView = z
  .object({
    id: SessionId,
    userAgent: z.string().nullable().describe('What the browser or program called itself when it signed in.'),
    createdAt: z.iso.datetime(),
    lastUsedAt: z.iso.datetime().describe('When its tokens were last renewed.'),
    expiresAt: z.iso.datetime(),
    isCurrent: z.boolean().describe('Whether it is the session that asks.'),
  })
  .meta({ id: 'Session' });
export type SessionView = z.infer<typeof SessionView>;

export const SessionList = z.object({ items: z.array(SessionView) }).meta({ id: 'SessionList' });
