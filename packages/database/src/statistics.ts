import { type Day, emptyHeat, type OrganizationId, type Period, type VideoId, type ViewCounts } from '@media/core';
import { Prisma } from './generated/client.js';
import { isPresent } from './present-videos.js';
import { pruneBatch } from './prune.js';
import type { Database } from './transaction.js';

/** What counting views of a video needs to know. */
export type CountedVideo = { organizationId: OrganizationId; durationMs: number };
/** Views to add to those of a video and day. */
export type NewViews = ViewCounts & { videoId: VideoId; day: Day };

type Sums = Omit<ViewCounts, 'heat'>;
export type DaySums = Sums & { date: Day };
export type VideoSums = Sums & { id: VideoId; title: string };

type Row<T extends Sums> = Omit<T, keyof Sums> & { [Name in keyof Sums]: bigint };

const SUMS = Prisma.sql`sum(plays)::bigint AS plays, sum(sessions)::bigint AS sessions, sum(watched_ms)::bigint AS "watchedMs"`;
const toNumbers = <T extends Sums>(row: Row<T>): T =>
  ({
    ...row,
    ...{ plays: Number(row.plays), sessions: Number(row.sessions), watchedMs: Number(row.watchedMs) },
  }) as unknown as T;

const during = ({ from, to }: Period): Prisma.Sql => Prisma.sql`day BETWEEN ${from}::date AND ${to}::date`;

/** What viewers did with videos, by day. */
export const statisticsRepository = ({ sql }: Database) => ({
  /** Whether the organization lets views be counted. */
  isEnabled: async (organizationId: OrganizationId): Promise<boolean> =>
    (await sql.organization.count({ where: { id: organizationId, viewerStatistics: true } })) === 1,

  /**
   * A video whose views are counted: of this organization, or without one, an unlisted or public video. Undefined for any other and if the
   * organization has switched counting off.
   */
  counted: async (id: VideoId, organizationId?: OrganizationId): Promise<CountedVideo | undefined> => {
    const isViewable = organizationId
      ? Prisma.sql`organization_id = ${organizationId}::uuid`
      : Prisma.sql`visibility <> 'private'`;
    const [video] = await sql.$queryRaw<(Omit<CountedVideo, 'durationMs'> & { durationMs: bigint })[]>`
      SELECT organization_id AS "organizationId", duration_ms AS "durationMs"
      FROM video JOIN organization ON organization.id = organization_id
      WHERE video.id = ${id}::uuid AND ${isPresent} AND ${isViewable} AND viewer_statistics
        AND organization.deleted_at IS NULL`;
    return video && { ...video, durationMs: Number(video.durationMs) };
  },

  /** Adds views in one statement. Those of videos that have been deleted are lost with them. */
  add: async (views: readonly NewViews[]): Promise<void> => {
    await sql.$executeRaw`
      INSERT INTO video_statistics AS known (video_id, day, organization_id, plays, sessions, watched_ms, heat)
      SELECT "videoId", day, organization_id, plays, sessions, "watchedMs", heat
      FROM jsonb_to_recordset(${JSON.stringify(views)}::jsonb)
        AS added("videoId" uuid, day date, plays int, sessions int, "watchedMs" bigint, heat int[])
      JOIN video ON video.id = "videoId" WHERE ${isPresent}
      ORDER BY "videoId", day
      ON CONFLICT (video_id, day) DO UPDATE SET plays = known.plays + excluded.plays,
        sessions = known.sessions + excluded.sessions, watched_ms = known.watched_ms + excluded.watched_ms,
        heat = ARRAY(SELECT a + b FROM unnest(known.heat, excluded.heat) AS times(a, b))`;
  },

  /** The days of a period on which a video was watched. */
  daysOfVideo: async (organizationId: OrganizationId, videoId: VideoId, period: Period): Promise<DaySums[]> => {
    const rows = await sql.$queryRaw<Row<DaySums>[]>`
      SELECT day::text AS date, ${SUMS} FROM video_statistics
      WHERE video_id = ${videoId}::uuid AND organization_id = ${organizationId}::uuid AND ${during(period)} GROUP BY day ORDER BY day`;
    return rows.map(toNumbers<DaySums>);
  },

  /** How often each part of a video was watched in a period. */
  heatOfVideo: async (organizationId: OrganizationId, videoId: VideoId, period: Period): Promise<number[]> => {
    const rows = await sql.$queryRaw<{ bucket: number; times: bigint }[]>`
      SELECT bucket::int - 1 AS bucket, sum(times)::bigint AS times
      FROM video_statistics, unnest(heat) WITH ORDINALITY AS parts(times, bucket)
      WHERE video_id = ${videoId}::uuid AND organization_id = ${organizationId}::uuid AND ${during(period)} GROUP BY bucket`;
    const heat = emptyHeat();
    for (const { bucket, times } of rows) heat[bucket] = Number(times);
    return heat;
  },

  /** The days of a period on which videos of an organization were watched. */
  daysOfOrganization: async (organizationId: OrganizationId, period: Period): Promise<DaySums[]> => {
    const rows = await sql.$queryRaw<Row<DaySums>[]>`
      SELECT day::text AS date, ${SUMS} FROM video_statistics JOIN video ON video.id = video_id
      WHERE video_statistics.organization_id = ${organizationId}::uuid AND ${isPresent} AND ${during(period)}
      GROUP BY day ORDER BY day`;
    return rows.map(toNumbers<DaySums>);
  },

  /** The videos with the most plays in a period. */
  topVideos: async (organizationId: OrganizationId, period: Period, limit: number): Promise<VideoSums[]> => {
    const rows = await sql.$queryRaw<Row<VideoSums>[]>`
      SELECT video.id, title, ${SUMS} FROM video_statistics JOIN video ON video.id = video_id
      WHERE video_statistics.organization_id = ${organizationId}::uuid AND ${isPresent} AND ${during(period)}
      GROUP BY video.id ORDER BY plays DESC, "watchedMs" DESC, video.id LIMIT ${limit}`;
    return rows.map(toNumbers<VideoSums>);
  },

  /** Deletes a batch of old days. Returns how many. */
  prune: (keptDays: number): Promise<number> =>
    pruneBatch(
      { sql },
      {
        table: 'video_statistics',
        where: Prisma.sql`day < (now() AT TIME ZONE 'UTC')::date - ${keptDays}::int`,
        orderBy: 'day',
      },
    ),
});
export type Statistics = ReturnType<typeof statisticsRepository>;
