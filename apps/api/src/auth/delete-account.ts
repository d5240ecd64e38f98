import type { DeleteAccountRequest } from '@media/contracts';
import type { UserActor } from '@media/core';
import type { Accounts, OrganizationRemoval } from '@media/database';
import type { ApiConfig, Live } from '@media/runtime';
import type { Mailer } from '@media/runtime/mail';
import type { AuthLimits, Client } from '../limits/auth-limits.js';
import { endOrganization } from '../organizations/delete-organization.js';
import { accountDeletedMail } from './account-mails.js';
import { confirmPassword, wrongPassword } from './confirm-password.js';

type Deps = {
  accounts: Accounts;
  removal: Pick<OrganizationRemoval, 'stopWork'>;
  limits: AuthLimits;
  live: Live;
  mailer: Mailer;
  config: Pick<ApiConfig, 'publicUrl'>;
};

/**
 * Deletes the account of the actor. Nothing that it could be reached by works from now on: sessions, playback tokens, API keys and open
 * streams. Of two requests at once, both succeed. @throws AppError PASSWORD_WRONG, SOLE_OWNER, RATE_LIMITED
 */
export const deleteAccount = async (
  deps: Deps,
  actor: UserActor,
  { password }: DeleteAccountRequest,
  client: Client,
): Promise<void> => {
  const path = 'password';
  const { email, passwordHash } = await confirmPassword(deps, actor, password, path, client);
  const deletion = await deps.accounts.delete(actor, passwordHash);
  if (deletion.outcome === 'passwordChanged') throw wrongPassword(path);
  if (deletion.outcome === 'gone') return;
  deps.mailer.send(async () => accountDeletedMail(deps.config, email));
  await deps.live.endSessions(deletion.sessions);
  for (const organizationId of deletion.left) await deps.live.changeAccess({ organizationId, userId: actor.id });
  if (deletion.closed) await endOrganization(deps, { ...actor, organizationId: deletion.closed });
};
