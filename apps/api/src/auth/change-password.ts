import type { ChangePasswordRequest } from '@media/contracts';
import { AppError, type UserActor } from '@media/core';
import type { Accounts } from '@media/database';
import type { Live } from '@media/runtime';
import type { AuthLimits, Client } from '../limits/auth-limits.js';
import { hashChosenPassword, isRightPassword } from './passwords.js';

type Deps = { accounts: Accounts; limits: AuthLimits; live: Live };

/**
 * Sets another password and ends all other sessions, whoever opened them. The current one is asked for, and guessing it
 * is limited as it is for signing in, because a session may be in wrong hands (ASVS 5.0, 6.2.3). @throws AppError PASSWORD_WRONG, PASSWORD_TOO_COMMON, RATE_LIMITED
 */
export const changePassword = async (
  { accounts, limits, live }: Deps,
  { id, sessionId }: UserActor,
  { currentPassword, newPassword }: ChangePasswordRequest,
  client: Client,
): Promise<void> => {
  await limits.attempt(client);
  const found = await accounts.credentials(id);
  if (!found) throw new AppError('UNAUTHENTICATED', { userId: id, reason: 'no account' });
  const succeeded = await limits.guessByKnownBrowser(sessionId, client);
  if (!(await isRightPassword(found.passwordHash, currentPassword))) throw wrongPassword();
  await succeeded();
  const nextHash = await hashChosenPassword(newPassword, 'newPassword');
  const ended = await accounts.changePassword(id, found.passwordHash, nextHash, sessionId);
  if (!ended) throw wrongPassword();
  await live.endSessions(ended);
};

const wrongPassword = (): AppError =>
  new AppError('PASSWORD_WRONG', { errors: [{ path: 'currentPassword', message: 'is not your password' }] });
