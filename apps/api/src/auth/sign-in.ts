import type { LoginRequest } from '@media/contracts';
import { AppError } from '@media/core';
import type { Accounts, Sessions } from '@media/database';
import type { AuthLimits } from '../limits/auth-limits.js';
import { isRightPassword } from './passwords.js';
import type { Origin } from './register-user.js';
import { type OpenedSession, startSession } from './start-session.js';
import type { Tokens } from './tokens.js';

type Deps = { accounts: Accounts; sessions: Sessions; tokens: Tokens; limits: AuthLimits };

/** Signs in. Says the same, after the same time, for an unknown address and a wrong password. @throws AppError CREDENTIALS_WRONG, RATE_LIMITED */
export const signIn = async (deps: Deps, request: LoginRequest, origin: Origin): Promise<OpenedSession> => {
  const email = request.email.toLowerCase();
  const found = await deps.accounts.credentialsOf(email);
  const device = await deps.tokens.readDevice(origin.deviceToken);
  const isKnown = device !== undefined && device.userId === found?.id;
  const succeeded = await (isKnown
    ? deps.limits.guessByKnownBrowser(device.sessionId, origin)
    : deps.limits.guessByStranger(email, origin));
  const isRight = await isRightPassword(found?.passwordHash, request.password);
  if (!found || !isRight) throw new AppError('CREDENTIALS_WRONG');
  await succeeded();
  const account = await deps.accounts.find(found.id);
  if (!account) throw new AppError('CREDENTIALS_WRONG', { userId: found.id, reason: 'gone meanwhile' });
  return startSession(deps, account, found.passwordHash, origin.userAgent);
};
