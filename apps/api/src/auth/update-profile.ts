import type { UpdateProfileRequest, UserView } from '@media/contracts';
import type { UserActor } from '@media/core';
import type { ApiDeps } from '../api-deps.js';
import { viewAccount } from './view-account.js';

/** Changes what the request names, and shows the account. `name: null` takes the name away. */
export const updateProfile = async (
  { accounts }: Pick<ApiDeps, 'accounts'>,
  { id }: UserActor,
  { name }: UpdateProfileRequest,
): Promise<UserView> => {
  if (name !== undefined) await accounts.rename(id, name);
  return viewAccount({ accounts }, id);
};
