import { AppError, type RegistrationMode } from '@media/core';
import type { Accounts, Admission, Invitations } from '@media/database';
import type { ApiConfig } from '@media/runtime';

type Deps = { config: Pick<ApiConfig, 'registration'>; accounts: Pick<Accounts, 'exist'> };

/** Who can register now. As long as there is no account, anyone can create the first one. */
export const registrationNow = async ({ config, accounts }: Deps): Promise<RegistrationMode> =>
  config.registration === 'open' || !(await accounts.exist()) ? 'open' : config.registration;

/**
 * Checks that an address is allowed to register, before it is looked up: the response doesn't reveal whether it has an account. Returns
 * what must still be true when the account is created.
 * @throws AppError REGISTRATION_CLOSED, INVITATION_REQUIRED, INVITATION_GONE, INVITATION_FOR_OTHER_ADDRESS
 */
export const checkRegistration = async (
  deps: Deps & { invitations: Pick<Invitations, 'lookup'> },
  email: string,
  invitationToken: string | undefined,
): Promise<Admission> => {
  const { registration } = deps.config;
  if (registration === 'open') return {};
  const refusal = new AppError(registration === 'closed' ? 'REGISTRATION_CLOSED' : 'INVITATION_REQUIRED');
  if (!(await deps.accounts.exist())) return { unlessFirst: refusal };
  if (registration === 'closed' || invitationToken === undefined) throw refusal;
  const { id, email: invitedEmail } = await deps.invitations.lookup(invitationToken);
  if (invitedEmail !== email) throw new AppError('INVITATION_FOR_OTHER_ADDRESS', { invitedEmail });
  return { invitation: id };
};
