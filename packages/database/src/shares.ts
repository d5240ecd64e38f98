import { type Actor, AppError, type AuditTarget, type OrganizationId, type ShareId, type VideoId } from '@media/core';
import { recordAudit } from './audit-entries.js';
import { Prisma } from './generated/client.js';
import { isPresent } from './present-videos.js';
import { isOlder, pruneBatch } from './prune.js';
import type { Database, Transaction } from './transaction.js';

export type Share = {
  id: ShareId;
  videoId: VideoId;
  /** The encrypted token of the link. */
  sealedToken: string;
  passwordHash: string | null;
  allowDownload: boolean;
  createdAt: Date;
  /** In the past if the link has expired. */
  expiresAt: Date | null;
};
/** `tokenHash` is the SHA-256 of the token. */
export type NewShare = Omit<Share, 'createdAt'> & { tokenHash: Uint8Array };

/** Shares of one video, so that a loop can't fill the database. */
const MOST = 100;
/** How long an expired share stays in the list, so that people see why a link stopped working. */
const EXPIRED_KEPT_MS = 30 * 24 * 3_600_000;

const COLUMNS = Prisma.sql`
  share.id, video_id AS "videoId", sealed_token AS "sealedToken", password_hash AS "passwordHash",
  allow_download AS "allowDownload", share.created_at AS "createdAt", expires_at AS "expiresAt"`;

/** SQL condition: the share hasn't expired, and its video isn't in the trash. Revoking one deletes it. */
export const SHARE_WORKS = Prisma.sql`coalesce(share.expires_at > clock_timestamp(), true)
  AND EXISTS (SELECT FROM video WHERE video.id = share.video_id AND ${isPresent})`;

/** Links to videos. They belong to the organization: they outlive the membership of whoever created them. */
export const shareRepository = ({ sql, transaction }: Database) => ({
  /** @throws AppError VIDEO_NOT_FOUND, TOO_MANY_SHARES */
  create: (actor: Actor, { tokenHash, ...share }: NewShare): Promise<Share> =>
    transaction(async (tx) => {
      const { organizationId } = actor;
      const title = await lockVideo(tx, organizationId, share.videoId);
      const count = await tx.sql.share.count({ where: { videoId: share.videoId } });
      if (count >= MOST) throw new AppError('TOO_MANY_SHARES', { videoId: share.videoId });
      const data = { ...share, organizationId, tokenHash: Uint8Array.from(tokenHash) };
      const { createdAt } = await tx.sql.share.create({ data, select: { createdAt: true } });
      const { expiresAt, passwordHash, allowDownload } = share;
      const options = [...(passwordHash === null ? [] : ['password']), ...(allowDownload ? ['download'] : [])];
      const metadata = { options, ...(expiresAt && { expiresAt: expiresAt.toISOString() }) };
      await recordAudit(tx, actor, { action: 'share.created', targets: targetsOf(share, title), metadata });
      return { ...share, createdAt };
    }),

  /** Up to `limit` shares of a video, the newest first, after a place in the list. Includes expired ones. */
  list: (organizationId: OrganizationId, videoId: VideoId, limit: number, after?: ShareId): Promise<Share[]> => {
    const older = after ? Prisma.sql`AND id < ${after}::uuid` : Prisma.empty;
    return sql.$queryRaw<Share[]>`
      SELECT ${COLUMNS} FROM share
      WHERE video_id = ${videoId}::uuid AND organization_id = ${organizationId}::uuid ${older}
      ORDER BY id DESC LIMIT ${limit}`;
  },

  /** Undefined if it was revoked. */
  get: async (organizationId: OrganizationId, id: ShareId): Promise<Share | undefined> => {
    const [share] = await sql.$queryRaw<Share[]>`
      SELECT ${COLUMNS} FROM share WHERE id = ${id}::uuid AND organization_id = ${organizationId}::uuid`;
    return share;
  },

  /** The share whose link has a token with this hash, if the link works. */
  open: async (tokenHash: Uint8Array): Promise<Share | undefined> => {
    const [share] = await sql.$queryRaw<Share[]>`
      SELECT ${COLUMNS} FROM share JOIN organization ON organization.id = organization_id
      WHERE token_hash = ${tokenHash} AND ${SHARE_WORKS} AND organization.deleted_at IS NULL`;
    return share;
  },

  /** @throws AppError VIDEO_NOT_FOUND, SHARE_NOT_FOUND */
  revoke: (actor: Actor, videoId: VideoId, id: ShareId): Promise<void> =>
    transaction(async (tx) => {
      const { organizationId } = actor;
      const title = await lockVideo(tx, organizationId, videoId);
      const { count } = await tx.sql.share.deleteMany({ where: { id, videoId, organizationId } });
      if (count === 0) throw new AppError('SHARE_NOT_FOUND', { id });
      await recordAudit(tx, actor, { action: 'share.revoked', targets: targetsOf({ id, videoId }, title) });
    }),

  /** Deletes a batch of shares that expired long ago. Returns how many. */
  prune: (): Promise<number> =>
    pruneBatch({ sql }, { table: 'share', where: isOlder('expires_at', EXPIRED_KEPT_MS), orderBy: 'expires_at' }),
});
export type Shares = ReturnType<typeof shareRepository>;

/** Returns the title. Its shares are changed one after another, so that the limit is exact. */
const lockVideo = async ({ sql }: Transaction, organizationId: OrganizationId, id: VideoId): Promise<string> => {
  const [video] = await sql.$queryRaw<{ title: string }[]>`
    SELECT title FROM video WHERE id = ${id}::uuid AND organization_id = ${organizationId}::uuid AND ${isPresent} FOR NO KEY UPDATE`;
  if (!video) throw new AppError('VIDEO_NOT_FOUND', { id });
  return video.title;
};

/** A share has no name of its own. */
const targetsOf = (
  { id, videoId }: Pick<Share, 'id' | 'videoId'>,
  name: string,
): readonly [AuditTarget<'share'>, AuditTarget<'video'>] => [
  { type: 'share', id, name },
  { type: 'video', id: videoId, name },
];
