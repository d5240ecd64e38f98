import type { ChangePasswordRequest } from '@media/contracts';
import type { UserActor } from '@media/core';
import type { Accounts } from '@media/database';
import type { ApiConfig, Live } from '@media/runtime';
import type { Mailer } from '@media/runtime/mail';
import type { AuthLimits, Client } from '../limits/auth-limits.js';
import { passwordChangedMail } from './account-mails.js';
import { confirmPassword, wrongPassword } from './confirm-password.js';
import { hashNewPassword } from './passwords.js';

type Deps = {
  accounts: Accounts;
  limits: AuthLimits;
  live: Live;
  mailer: Mailer;
  config: Pick<ApiConfig, 'publicUrl'>;
};

/**
 * Sets a new password and ends all other sessions and all playback tokens. Requires the current password.
 * @throws AppError PASSWORD_WRONG, PASSWORD_TOO_COMMON, RATE_LIMITED
 */
export const changePassword = async (
  deps: Deps,
  actor: UserActor,
  { currentPassword, newPassword }: ChangePasswordRequest,
  client: Client,
): Promise<void> => {
  const path = 'currentPassword';
  const { email, passwordHash } = await confirmPassword(deps, actor, currentPassword, path, client);
  const nextHash = await hashNewPassword(newPassword, 'newPassword');
  const ended = await deps.accounts.changePassword(actor, passwordHash, nextHash);
  if (!ended) throw wrongPassword(path);
  await deps.live.endSessions(ended);
  deps.mailer.send(async () => passwordChangedMail(deps.config, email));
};
