import type { OrganizationId, ShareId, VideoId, Viewing } from '@media/core';
import { Prisma } from './generated/client.js';
import { isPresent } from './present-videos.js';
import { SHARE_WORKS } from './shares.js';
import type { Database } from './transaction.js';

/** What a viewer token names. Without a share, its holder watches by visibility. */
export type ViewerRef = { videoId: VideoId; shareId?: ShareId | undefined };
/** Why its holder can watch the video now, and the organization that the video belongs to. */
export type CurrentViewing = { organizationId: OrganizationId; viewing: Viewing };

/** The videos that can be embedded: those that are unlisted or public, or any. */
type Embeddable = 'visible' | 'any';
type EmbedDomains = { domains: string[] | null };

/** Who can watch without an account. Every request of a viewer asks, so a change applies to the next one at every process. */
export const viewingRepository = ({ sql }: Database) => ({
  /** Undefined if the holder can't watch the video any more. One query, whether the video is private or doesn't exist. */
  find: ({ videoId, shareId }: ViewerRef): Promise<CurrentViewing | undefined> =>
    shareId === undefined ? byVisibility(sql, videoId) : byShare(sql, videoId, shareId),

  /** The hosts that can embed a video; none for any host, also for a video that isn't `embeddable`. */
  embedDomains: async (id: VideoId, embeddable: Embeddable): Promise<string[]> => {
    const isEmbeddable = embeddable === 'any' ? Prisma.sql`true` : Prisma.sql`visibility <> 'private'`;
    const [found] = await sql.$queryRaw<EmbedDomains[]>`
      SELECT embed_domains AS domains FROM video JOIN organization ON organization.id = organization_id
      WHERE video.id = ${id}::uuid AND ${isPresent} AND ${isEmbeddable} AND organization.deleted_at IS NULL`;
    return found?.domains ?? [];
  },

  /** The same for the video of a share. */
  embedDomainsOfShare: async (id: ShareId): Promise<string[]> => {
    const [found] = await sql.$queryRaw<EmbedDomains[]>`
      SELECT embed_domains AS domains FROM share JOIN organization ON organization.id = organization_id
      WHERE share.id = ${id}::uuid AND ${SHARE_WORKS} AND organization.deleted_at IS NULL`;
    return found?.domains ?? [];
  },
});
export type Viewings = ReturnType<typeof viewingRepository>;

const byVisibility = async (sql: Database['sql'], videoId: VideoId): Promise<CurrentViewing | undefined> => {
  const [video] = await sql.$queryRaw<{ organizationId: OrganizationId }[]>`
    SELECT organization_id AS "organizationId" FROM video JOIN organization ON organization.id = organization_id
    WHERE video.id = ${videoId}::uuid AND ${isPresent} AND visibility <> 'private' AND organization.deleted_at IS NULL`;
  return video && { ...video, viewing: { by: 'visibility' } };
};

/** The visibility of the video doesn't matter. */
const byShare = async (
  sql: Database['sql'],
  videoId: VideoId,
  shareId: ShareId,
): Promise<CurrentViewing | undefined> => {
  const [share] = await sql.$queryRaw<{ organizationId: OrganizationId; allowsDownload: boolean }[]>`
    SELECT organization_id AS "organizationId", allow_download AS "allowsDownload"
    FROM share JOIN organization ON organization.id = organization_id
    WHERE share.id = ${shareId}::uuid AND video_id = ${videoId}::uuid AND ${SHARE_WORKS}
      AND organization.deleted_at IS NULL`;
  if (!share) return undefined;
  const { organizationId, allowsDownload } = share;
  return { organizationId, viewing: { by: 'share', shareId, allowsDownload } };
};
