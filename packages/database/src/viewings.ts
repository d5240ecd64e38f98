import type { OrganizationId, VideoId, Viewing } from '@media/core';
import type { Database } from './transaction.js';

/** What a viewer token names. */
export type ViewerRef = { videoId: VideoId };
/** Why its holder can watch the video now, and the organization that the video belongs to. */
export type CurrentViewing = { organizationId: OrganizationId; viewing: Viewing };

/** Who can watch without an account. Every request of a viewer asks, so a change applies to the next one at every process. */
export const viewingRepository = ({ sql }: Database) => ({
  /** Undefined if the holder can't watch the video any more. One query, whether the video is private or doesn't exist. */
  find: async ({ videoId }: ViewerRef): Promise<CurrentViewing | undefined> => {
    const [video] = await sql.$queryRaw<{ organizationId: OrganizationId }[]>`
      SELECT organization_id AS "organizationId" FROM video JOIN organization ON organization.id = organization_id
      WHERE video.id = ${videoId}::uuid AND visibility <> 'private' AND organization.deleted_at IS NULL`;
    return video && { ...video, viewing: { by: 'visibility' } };
  },
});
export type Viewings = ReturnType<typeof viewingRepository>;
