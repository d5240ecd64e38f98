import type { RegisterRequest } from '@media/contracts';
import type { Accounts, Sessions } from '@media/database';
import type { AuthLimits, Client } from '../limits/auth-limits.js';
import { hashChosenPassword } from './passwords.js';
import { type OpenedSession, startSession } from './start-session.js';
import type { Tokens } from './tokens.js';

type Deps = { accounts: Accounts; sessions: Sessions; tokens: Tokens; limits: AuthLimits };
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
