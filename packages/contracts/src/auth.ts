import { ROLES } from '@media/core';
import { z } from 'zod';
import { OrganizationId, UserId } from './ids.js';
import { Text } from './text.js';

const SessionTransport = z
  .enum(['token', 'cookie'])
  .default('token')
  .describe('`cookie`: the refresh token comes only as an httpOnly cookie, as browsers should ask for.');

// 8 is NIST SP 800-63B's least; the upper bound keeps hashing cheap to refuse.
const Password = z.string().min(8).max(200);

export const RegisterRequest = z
  .strictObject({
    email: z.email().max(254),
    password: Password,
    name: Text.trim().min(1).max(100).optional(),
    session: SessionTransport,
  })
  .meta({ id: 'RegisterRequest' });
export type RegisterRequest = z.infer<typeof RegisterRequest>;

export const LoginRequest = z
  .strictObject({ email: z.email().max(254), password: z.string().max(200), session: SessionTransport })
  .meta({ id: 'LoginRequest' });
export type LoginRequest = z.infer<typeof LoginRequest>;

export const RefreshRequest = z
  .strictObject({ refreshToken: z.string().max(2_000).optional() })
  .optional()
  .meta({ id: 'RefreshRequest' });
export type RefreshRequest = z.infer<typeof RefreshRequest>;

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
