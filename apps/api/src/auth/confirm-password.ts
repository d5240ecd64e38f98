import { AppError, type UserActor } from '@media/core';
import type { Accounts } from '@media/database';
import type { AuthLimits, Client } from '../limits/auth-limits.js';
import { verifyPassword } from './passwords.js';

type Deps = { accounts: Accounts; limits: AuthLimits };
type Confirmed = { email: string; passwordHash: string };

/**
 * Checks the current password of a signed-in user. Limits attempts as for signing in, because the session may be stolen (ASVS 5.0,
 * 6.2.3). `path` is the field of the request. @throws AppError PASSWORD_WRONG, RATE_LIMITED
 */
export const confirmPassword = async (
  { accounts, limits }: Deps,
  { id, sessionId }: UserActor,
  password: string,
  path: string,
  client: Client,
): Promise<Confirmed> => {
  await limits.checkAttempt(client);
  const found = await accounts.credentials(id);
  if (!found) throw new AppError('UNAUTHENTICATED', { userId: id, reason: 'no account' });
  const onSuccess = await limits.checkKnownDevice(sessionId, client);
  if (!(await verifyPassword(found.passwordHash, password))) throw wrongPassword(path);
  await onSuccess();
  return found;
};

export const wrongPassword = (path: string): AppError =>
  new AppError('PASSWORD_WRONG', { errors: [{ path, message: 'Not your current password' }] });
