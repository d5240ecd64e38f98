import type { ChangeEmailRequest } from '@media/contracts';
import { AppError, type UserActor } from '@media/core';
import type { Accounts } from '@media/database';
import type { AuthLimits, Client } from '../limits/auth-limits.js';
import { emailChangeMail, verificationMail } from './account-mails.js';
import { confirmPassword } from './confirm-password.js';
import type { VerificationDeps } from './send-verification.js';

type Deps = VerificationDeps & { accounts: Accounts; limits: AuthLimits };

/**
 * Sends a link to a new address, which changes once the link is opened, and a notice to the current one. For the current
 * address, it only sends another link to confirm it. @throws AppError PASSWORD_WRONG, EMAIL_TAKEN, RATE_LIMITED
 */
export const changeEmail = async (
  deps: Deps,
  actor: UserActor,
  { email, password }: ChangeEmailRequest,
  client: Client,
): Promise<void> => {
  const next = email.toLowerCase();
  const { email: current } = await confirmPassword(deps, actor, password, 'password', client);
  const isChange = next !== current;
  // Before it counts as an email to that address: otherwise, anybody could use up those that its account needs for a new password.
  if (isChange && (await deps.accounts.credentialsOf(next))) throw new AppError('EMAIL_TAKEN');
  await deps.limits.checkEmail(next, client);
  if (isChange) deps.mailer.send(async () => emailChangeMail(deps.config, current, next));
  deps.mailer.send(async () =>
    verificationMail(deps.config, next, await deps.emailTokens.requestForAddress(actor, next)),
  );
};
