import type { OrganizationId, VideoId } from '@media/core';
import type { Database, Milestone, Transaction } from './transaction.js';

/**
 * Appends a milestone to a video's history. The number comes from the video's row, whose lock is held until the commit:
 * so numbers have no gaps, and none becomes visible after a later one. Every milestone names the video's generation.
 */
export const appendEvent = async (
  { sql, milestones }: Transaction,
  organizationId: OrganizationId,
  videoId: VideoId,
  data: Record<string, unknown>,
  told: Pick<Milestone, 'deleted'> = {},
): Promise<void> => {
  const { eventSeq, generation } = await sql.video.update({
    where: { id: videoId, organizationId },
    data: { eventSeq: { increment: 1 } },
    select: { eventSeq: true, generation: true },
  });
  const message = { ...data, generation };
  // Not by Prisma, which writes the time of this host: followers resume by the database's clock.
  await sql.$executeRaw`
    INSERT INTO event (video_id, seq, organization_id, data)
    VALUES (${videoId}::uuid, ${eventSeq}, ${organizationId}::uuid, ${JSON.stringify(message)}::jsonb)`;
  milestones.push({ ...told, organizationId, videoId, eventSeq, data: message });
};

export type VideoEventRow = { seq: number; data: Record<string, unknown> };

export const eventRepository = ({ sql }: Database) => ({
  /** The milestones of a video after number `seq`, in order. */
  after: async (organizationId: OrganizationId, videoId: VideoId, seq: number): Promise<VideoEventRow[]> => {
    const where = { organizationId, videoId, seq: { gt: seq } };
    const rows = await sql.event.findMany({ where, orderBy: { seq: 'asc' }, take: 1_000 });
    return rows.map((row) => ({ seq: row.seq, data: row.data as Record<string, unknown> }));
  },

  /** The number of the last milestone of each of these videos: how a follower finds what Redis lost. */
  lastSeqs: async (videoIds: readonly VideoId[]): Promise<Map<VideoId, number>> => {
    const rows = await sql.video.findMany({
      where: { id: { in: [...videoIds] } },
      select: { id: true, eventSeq: true },
    });
    return new Map(rows.map((row) => [row.id as VideoId, row.eventSeq]));
  },
});
export type Events = ReturnType<typeof eventRepository>;
