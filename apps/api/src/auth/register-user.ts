import type { RegisterRequest } from '@media/contracts';
import type { Accounts, Invitations, Sessions } from '@media/database';
import type { ApiConfig } from '@media/runtime';
import type { AuthLimits } from '../limits/auth-limits.js';
import type { AuthClient } from './auth-client.js';
import { checkRegistration } from './check-registration.js';
import { hashNewPassword } from './passwords.js';
import { sendVerification, type VerificationDeps } from './send-verification.js';
import { type OpenedSession, startSession } from './start-session.js';
import type { Tokens } from './tokens.js';

type Deps = VerificationDeps & {
  accounts: Accounts;
  invitations: Invitations;
  sessions: Sessions;
  tokens: Tokens;
  limits: AuthLimits;
  config: Pick<ApiConfig, 'registration'>;
};
/** The client that signs in. */
export type SignInClient = AuthClient & {
  userAgent: string | undefined;
  /** Device token from an earlier sign-in in the same browser. */
  deviceToken: string | undefined;
};

/**
 * Creates an account with a personal organization, starts a session, and sends a link to confirm the address.
 * @throws AppError EMAIL_TAKEN, PASSWORD_TOO_COMMON, RATE_LIMITED, and those of `checkRegistration`
 */
export const registerUser = async (
  deps: Deps,
  { email, password, name, invitationToken }: RegisterRequest,
  client: SignInClient,
): Promise<OpenedSession> => {
  await deps.limits.checkRegistration(client);
  const address = email.toLowerCase();
  const admission = await checkRegistration(deps, address, invitationToken);
  const passwordHash = await hashNewPassword(password, 'password');
  const user = { email: address, passwordHash, ...(name && { name }) };
  const account = await deps.accounts.register(user, admission, client.context);
  sendVerification(deps, account.id, account.email);
  return startSession(deps, account, passwordHash, client);
};
