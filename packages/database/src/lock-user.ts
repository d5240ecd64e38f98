import { AppError, type UserId } from '@media/core';
import { Prisma } from './generated/client.js';
import type { Transaction } from './transaction.js';

/** `exclusive` also makes others wait that lock the user exclusively. */
type LockMode = 'shared' | 'exclusive';

/**
 * Makes a concurrent deletion of the account wait, which then deletes the new row, too. Call it before inserting rows that refer to the
 * user, unless an organization of theirs is locked. @throws AppError UNAUTHENTICATED if the account is gone
 */
export const lockUser = async (
  { sql }: Transaction,
  id: UserId,
  mode: LockMode = 'shared',
): Promise<{ email: string }> => {
  const lock = mode === 'shared' ? Prisma.sql`FOR KEY SHARE` : Prisma.sql`FOR NO KEY UPDATE`;
  const [user] = await sql.$queryRaw<{ email: string }[]>`SELECT email FROM "user" WHERE id = ${id}::uuid ${lock}`;
  if (!user) throw new AppError('UNAUTHENTICATED', { id, reason: 'no account' });
  return user;
};
