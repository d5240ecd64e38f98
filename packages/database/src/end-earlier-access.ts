import type { UserId } from '@media/core';
import type { Transaction } from './transaction.js';

/** `shared`: the names of organizations in which the account isn't alone. */
export type EarlierAccess = { revokedKeys: number; withdrawnInvitations: number; shared: string[] };

/** An email lists no more. */
const MAX_SHARED = 20;

/**
 * Ends what somebody can have left behind who registered the address of somebody else: the API keys of the account, with their playback
 * tokens, and the invitations that it sent. Members stay, because nothing tells accomplices from colleagues (docs/decisions/0062).
 */
export const endEarlierAccess = async ({ sql }: Transaction, userId: UserId): Promise<EarlierAccess> => {
  // A key or an invitation that is being created is committed before this, and found below, or not at all (lock-access.ts).
  await sql.$queryRaw`SELECT 1 FROM membership WHERE user_id = ${userId}::uuid ORDER BY organization_id FOR NO KEY UPDATE`;
  // Expired ones, too: only a revocation ends their playback tokens.
  const revokedKeys = await sql.$executeRaw`
    UPDATE api_key SET revoked_at = clock_timestamp()
    WHERE created_by = ${userId}::uuid AND coalesce(revoked_at > clock_timestamp(), true)`;
  const { count: withdrawnInvitations } = await sql.invitation.deleteMany({ where: { invitedBy: userId } });
  const shared = await sql.organization.findMany({
    where: { memberships: { some: { userId } }, AND: { memberships: { some: { userId: { not: userId } } } } },
    select: { name: true },
    orderBy: { id: 'asc' },
    take: MAX_SHARED,
  });
  return { revokedKeys, withdrawnInvitations, shared: shared.map(({ name }) => name) };
};
