import type { UserView } from '@media/contracts';
import { AppError, type UserId } from '@media/core';
import type { Accounts } from '@media/database';

/** Who is signed in. @throws AppError UNAUTHENTICATED when the account is gone */
export const viewAccount = async ({ accounts }: { accounts: Accounts }, userId: UserId): Promise<UserView> => {
  const account = await accounts.find(userId);
  if (!account) throw new AppError('UNAUTHENTICATED', { userId, reason: 'no account' });
  return account;
};
