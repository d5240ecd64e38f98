import type { UpdateProfileRequest, UserView } from '@media/contracts';
import type { UserId } from '@media/core';
import type { ApiDeps } from '../api-deps.js';
import { viewAccount } from './view-account.js';

/** Changes what the request names, and shows the account. `name: null` takes the name away. */
export const updateProfile = async (
  { accounts }: Pick<ApiDeps, 'accounts'>,
  userId: UserId,
  { name }: UpdateProfileRequest,
): Promise<UserView> => {
  if (name !== undefined) await accounts.rename(userId, name);
  return viewAccount({ accounts }, userId);
};
