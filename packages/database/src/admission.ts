import { AppError, type InvitationId } from '@media/core';
import type { Transaction } from './transaction.js';

/**
 * What must be true when an account is created: that it is the first one, or else it fails with `unlessFirst` (of several at once,
 * one is); and that an invitation is still open.
 */
export type Admission = { unlessFirst?: AppError; invitation?: InvitationId };

/** Identifies the lock. */
const FIRST_ACCOUNT_LOCK = 63_343;

/** Others that register the first account wait until this transaction has ended. */
const isFirstAccount = async ({ sql }: Transaction): Promise<boolean> => {
  await sql.$executeRaw`SELECT pg_advisory_xact_lock(${FIRST_ACCOUNT_LOCK})`;
  return (await sql.user.findFirst({ select: { id: true } })) === null;
};

/** A revocation waits until this transaction has ended. */
const lockInvitation = async ({ sql }: Transaction, id: InvitationId): Promise<void> => {
  const open = await sql.$queryRaw<unknown[]>`
    SELECT 1 FROM invitation WHERE id = ${id}::uuid AND expires_at > now() FOR KEY SHARE`;
  if (open.length === 0) throw new AppError('INVITATION_GONE');
};

/** @throws AppError INVITATION_GONE, and `unlessFirst` if there is already an account */
export const checkAdmission = async (tx: Transaction, { unlessFirst, invitation }: Admission): Promise<void> => {
  if (unlessFirst && !(await isFirstAccount(tx))) throw unlessFirst;
  if (invitation) await lockInvitation(tx, invitation);
};
