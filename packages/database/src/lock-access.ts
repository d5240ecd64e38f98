import { type Actor, AppError, type OrganizationId, type UserId } from '@media/core';
import type { Transaction } from './transaction.js';

type Member = { organizationId: OrganizationId; userId: UserId };

/**
 * Locks the membership by which an actor creates something that gives access, such as an API key. Whatever ends that access, such as the
 * removal of the member, waits and then also ends what was created. If it came first, nothing is created.
 * @throws AppError ORGANIZATION_NOT_FOUND, UNAUTHENTICATED, API_KEY_INVALID
 */
export const lockAccess = async (tx: Transaction, actor: Actor, { organizationId, userId }: Member): Promise<void> => {
  const members = await tx.sql.$queryRaw<unknown[]>`
    SELECT 1 FROM membership WHERE organization_id = ${organizationId}::uuid AND user_id = ${userId}::uuid FOR SHARE`;
  if (members.length === 0) throw new AppError('ORGANIZATION_NOT_FOUND', { organizationId });
  await checkCredential(tx, actor);
};

/** The session or key can have ended since the request was authorized. */
const checkCredential = async ({ sql }: Transaction, actor: Actor): Promise<void> => {
  if (actor.type === 'user') {
    const ended = await sql.session.count({ where: { id: actor.sessionId, revokedAt: { not: null } } });
    if (ended > 0) throw new AppError('UNAUTHENTICATED', { reason: 'ended session' });
  } else if (actor.type === 'apiKey') {
    const ended = await sql.$queryRaw<unknown[]>`
      SELECT 1 FROM api_key WHERE id = ${actor.id}::uuid AND revoked_at <= clock_timestamp()`;
    if (ended.length > 0) throw new AppError('API_KEY_INVALID', { reason: 'revoked' });
  }
};
