import type { ChangePasswordRequest } from '@media/contracts';
import { AppError, type UserActor } from '@media/core';
import type { Accounts } from '@media/database';
import type { Live } from '@media/runtime';
import type { AuthLimits, Client } from '../limits/auth-limits.js';
import { hashNewPassword, verifyPassword } from './passwords.js';

type Deps = { accounts: Accounts; limits: AuthLimits; live: Live };

/**
 * Sets a new password and revokes all other sessions. Requires the current password and limits attempts as for signing in,
 * because the session may be stolen (ASVS 5.0, 6.2.3). @throws AppError PASSWORD_WRONG, PASSWORD_TOO_COMMON, RATE_LIMITED
 */
export const changePassword = async (
  { accounts, limits, live }: Deps,
  { id, sessionId }: UserActor,
  { currentPassword, newPassword }: ChangePasswordRequest,
  client: Client,
): Promise<void> => {
  await limits.checkAttempt(client);
  const found = await accounts.credentials(id);
  if (!found) throw new AppError('UNAUTHENTICATED', { userId: id, reason: 'no account' });
  const onSuccess = await limits.checkKnownDevice(sessionId, client);
  if (!(await verifyPassword(found.passwordHash, currentPassword))) throw wrongPassword();
  await onSuccess();
  const nextHash = await hashNewPassword(newPassword, 'newPassword');
  const ended = await accounts.changePassword(id, found.passwordHash, nextHash, sessionId);
  if (!ended) throw wrongPassword();
  await live.endSessions(ended);
};

const wrongPassword = (): AppError =>
  new AppError('PASSWORD_WRONG', { errors: [{ path: 'currentPassword', message: 'Not your current password' }] });
