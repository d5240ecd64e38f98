import type { RegisterRequest } from '@media/contracts';
import type { Accounts, Sessions } from '@media/database';
import type { AuthLimits } from '../limits/auth-limits.js';
import type { AuthClient } from './auth-client.js';
import { hashNewPassword } from './passwords.js';
import { sendVerification, type VerificationDeps } from './send-verification.js';
import { type OpenedSession, startSession } from './start-session.js';
import type { Tokens } from './tokens.js';

type Deps = VerificationDeps & { accounts: Accounts; sessions: Sessions; tokens: Tokens; limits: AuthLimits };
/** The client that signs in. */
export type SignInClient = AuthClient & {
  userAgent: string | undefined;
  /** Device token from an earlier sign-in in the same browser. */
  deviceToken: string | undefined;
};

/** Creates an account with a personal organization, starts a session, and sends a link to confirm the address. @throws AppError EMAIL_TAKEN, PASSWORD_TOO_COMMON, RATE_LIMITED */
export const registerUser = async (
  deps: Deps,
  { email, password, name }: RegisterRequest,
  client: SignInClient,
): Promise<OpenedSession> => {
  await deps.limits.checkRegistration(client);
  const passwordHash = await hashNewPassword(password, 'password');
  const user = { email: email.toLowerCase(), passwordHash, ...(name && { name }) };
  const account = await deps.accounts.register(user, client.context);
  sendVerification(deps, account.id, account.email);
  return startSession(deps, account, passwordHash, client);
};
