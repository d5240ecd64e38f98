import type { UserView } from '@media/contracts';
import { AppError, type UserId } from '@media/core';
import type { ApiDeps } from '../api-deps.js';

/** Who is signed in. @throws AppError UNAUTHENTICATED when the account is gone */
export const viewAccount = async ({ accounts }: Pick<ApiDeps, 'accounts'>, userId: UserId): Promise<UserView> => {
  const account = await accounts.find(userId);
  if (!account) throw new AppError('UNAUTHENTICATED', { userId, reason: 'no account' });
  return account;
};
