import type { UserView } from '@media/contracts';
import { AppError, type UserId } from '@media/core';
import type { Accounts } from '@media/database';
import { toUserView } from './to-user-view.js';

/** The account of the signed-in user. @throws AppError UNAUTHENTICATED if it no longer exists */
export const viewAccount = async ({ accounts }: { accounts: Accounts }, userId: UserId): Promise<UserView> => {
  const account = await accounts.find(userId);
  if (!account) throw new AppError('UNAUTHENTICATED', { userId, reason: 'no account' });
  return toUserView(account);
};
