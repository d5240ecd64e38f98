import type { UpdateProfileRequest, UserView } from '@media/contracts';
import type { UserActor } from '@media/core';
import type { Accounts } from '@media/database';
import { viewAccount } from './view-account.js';

/** Updates the given fields and returns the account. `name: null` removes the name. */
export const updateProfile = async (
  { accounts }: { accounts: Accounts },
  actor: UserActor,
  { name }: UpdateProfileRequest,
): Promise<UserView> => {
  if (name !== undefined) await accounts.rename(actor, name);
  return viewAccount({ accounts }, actor.id);
};
