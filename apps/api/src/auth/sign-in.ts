import type { LoginRequest } from '@media/contracts';
import { AppError } from '@media/core';
import type { ApiDeps } from '../api-deps.js';
import { isRightPassword } from './passwords.js';
import type { Origin } from './register-user.js';
import { type OpenedSession, startSession } from './start-session.js';

type Deps = Pick<ApiDeps, 'accounts' | 'sessions' | 'tokens' | 'limits'>;

/** Signs in. Says the same, after the same time, for an unknown address and a wrong password. @throws AppError CREDENTIALS_WRONG, RATE_LIMITED */
export const signIn = async (
  deps: Deps,
  request: LoginRequest,
  { address, userAgent }: Origin,
): Promise<OpenedSession> => {
  const email = request.email.toLowerCase();
  await deps.limits.attempt(address);
  await deps.limits.account(email);
  const found = await deps.accounts.findByEmail(email);
  const isRight = await isRightPassword(found?.passwordHash, request.password);
  if (!found || !isRight) throw new AppError('CREDENTIALS_WRONG');
  await deps.limits.succeeded(email);
  return startSession(deps, found.account, found.passwordHash, userAgent);
};
