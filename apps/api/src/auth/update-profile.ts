import type { UpdateProfileRequest, UserView } from '@media/contracts';
import type { UserActor } from '@media/core';
import type { Accounts } from '@media/database';
import { viewAccount } from './view-account.js';

/** Updates the given fields and returns the account. `name: null` removes the name. */
export const updateProfile = async (
  { accounts }: { accounts: Accounts },
  { id }: UserActor,
  { name }: UpdateProfileRequest,
): Promise<UserView> => {
  if (name !== undefined) await accounts.rename(id, name);
  return viewAccount({ accounts }, id);
};
