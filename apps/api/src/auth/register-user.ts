import type { RegisterRequest } from '@media/contracts';
import type { ApiDeps } from '../api-deps.js';
import type { Client } from './auth-limits.js';
import { hashChosenPassword } from './passwords.js';
import { type OpenedSession, startSession } from './start-session.js';

type Deps = Pick<ApiDeps, 'accounts' | 'sessions' | 'tokens' | 'limits'>;
/** Where a sign-in comes from. */
export type Origin = Client & {
  userAgent: string | undefined;
  /** What the browser was given when somebody signed in on it before. */
  deviceToken: string | undefined;
};

/** Makes an account with its personal organization and signs it in. @throws AppError EMAIL_TAKEN, PASSWORD_TOO_COMMON, RATE_LIMITED */
export const registerUser = async (
  deps: Deps,
  { email, password, name }: RegisterRequest,
  origin: Origin,
): Promise<OpenedSession> => {
  await deps.limits.attempt(origin);
  const passwordHash = await hashChosenPassword(password, 'password');
  const account = await deps.accounts.register({ email: email.toLowerCase(), passwordHash, ...(name && { name }) });
  return startSession(deps, account, passwordHash, origin.userAgent);
};
