import type { LoginRequest } from '@media/contracts';
import { AppError } from '@media/core';
import type { Accounts, Sessions } from '@media/database';
import type { AuthLimits } from '../limits/auth-limits.js';
import { verifyPassword } from './passwords.js';
import type { SignInClient } from './register-user.js';
import { type OpenedSession, startSession } from './start-session.js';
import type { Tokens } from './tokens.js';

type Deps = { accounts: Accounts; sessions: Sessions; tokens: Tokens; limits: AuthLimits };

/** Signs in. Fails in the same way, after the same time, for an unknown address and a wrong password. @throws AppError CREDENTIALS_WRONG, RATE_LIMITED */
export const signIn = async (deps: Deps, request: LoginRequest, client: SignInClient): Promise<OpenedSession> => {
  const email = request.email.toLowerCase();
  const found = await deps.accounts.credentialsOf(email);
  const device = await deps.tokens.readDevice(client.deviceToken);
  const isKnown = device !== undefined && device.userId === found?.id;
  const onSuccess = await (isKnown
    ? deps.limits.checkKnownDevice(device.sessionId, client)
    : deps.limits.checkUnknownDevice(email, client));
  const isCorrect = await verifyPassword(found?.passwordHash, request.password);
  if (!found || !isCorrect) throw new AppError('CREDENTIALS_WRONG');
  await onSuccess();
  const account = await deps.accounts.find(found.id);
  if (!account) throw new AppError('CREDENTIALS_WRONG', { userId: found.id, reason: 'account deleted' });
  return startSession(deps, account, found.passwordHash, client);
};
