import { AppError, type UserId } from '@media/core';
import type { Transaction } from './transaction.js';

/**
 * Makes a concurrent deletion of the account wait, which then deletes the new row, too. Call it before inserting rows that refer to the
 * user, unless an organization of theirs is locked. @throws AppError UNAUTHENTICATED if the account is gone
 */
export const lockUser = async ({ sql }: Transaction, id: UserId): Promise<{ email: string }> => {
  const [user] = await sql.$queryRaw<{ email: string }[]>`
    SELECT email FROM "user" WHERE id = ${id}::uuid FOR KEY SHARE`;
  if (!user) throw new AppError('UNAUTHENTICATED', { id, reason: 'no account' });
  return user;
};
