import type { DomainEventData, UploadEventType, VideoDomainEvent, VideoEventType } from '@media/contracts';
import { type Actor, eventActor, type OrganizationId, type UploadId, type VideoId } from '@media/core';
import { SpanKind, startSpan, traceparentOf } from '@media/tracing';
import { toDomainEvent } from './event-rows.js';
import { PRESENT } from './present-videos.js';
import type { Database, Transaction } from './transaction.js';

/** An event to write. */
export type NewEvent = { [T in VideoEventType]: { type: T; data: DomainEventData[T]; actor: Actor } }[VideoEventType];
type NewUploadEvent = { [T in UploadEventType]: { type: T; data: DomainEventData[T]; actor: Actor } }[UploadEventType];

/**
 * Appends an event to a video's history. Its number comes from the video's row, which stays locked until the commit, so
 * numbers have no gaps and become visible in order. Every event contains the video's generation.
 */
export const appendEvent = async (
  { sql, events }: Transaction,
  { organizationId, videoId }: { organizationId: OrganizationId; videoId: VideoId },
  event: NewEvent,
): Promise<void> => {
  const [video] = await sql.$queryRaw<{ seq: number; generation: number }[]>`
    UPDATE video SET event_seq = event_seq + 1, updated_at = now()
    WHERE id = ${videoId}::uuid AND organization_id = ${organizationId}::uuid RETURNING event_seq AS seq, generation`;
  if (!video) throw new Error('An event of a video that does not exist');
  const { seq, generation } = video;
  const actor = eventActor(event.actor);
  const data = JSON.stringify({ ...event.data, generation });
  // Not by Prisma, which uses this host's clock: subscribers resume by the database's clock. This transaction may have a
  // lower xid than the one that wrote the video's previous event, but consumers read by xid and must see them in order.
  const [row] = await sql.$queryRaw<{ id: string; createdAt: Date }[]>`
    INSERT INTO event (organization_id, video_id, seq, type, data, actor_type, actor_id, actor_label, traceparent, xid)
    VALUES (${organizationId}::uuid, ${videoId}::uuid, ${seq}, ${event.type}, ${data}::jsonb,
      ${actor.type}::actor_type, ${actor.id}::uuid, ${actor.label ?? null}, ${recordMoment(event)},
      greatest(pg_current_xact_id(), (SELECT xid FROM event WHERE video_id = ${videoId}::uuid AND seq = ${seq - 1})))
    RETURNING id::text, created_at AS "createdAt"`;
  if (!row) throw new Error('INSERT INTO event returned no row');
  events.push({ ...event, ...row, actor, organizationId, videoId, seq, generation });
};

/**
 * Records the moment of an event in the trace that caused it. Returns the trace context for its consumers; null if nothing records spans.
 */
const recordMoment = ({ type }: { type: string }): string | null => {
  const span = startSpan(`create ${type}`, { kind: SpanKind.PRODUCER, attributes: { 'event.name': type } });
  span.end();
  return traceparentOf(span) ?? null;
};

/** Writes an event of an upload. It has no number, because an upload has only one event. */
export const appendUploadEvent = async (
  { sql, events }: Transaction,
  { organizationId, id: uploadId }: { organizationId: OrganizationId; id: UploadId },
  event: NewUploadEvent,
): Promise<void> => {
  const actor = eventActor(event.actor);
  const [row] = await sql.$queryRaw<{ id: string; createdAt: Date }[]>`
    INSERT INTO event (organization_id, upload_id, type, data, actor_type, actor_id, actor_label, traceparent)
    VALUES (${organizationId}::uuid, ${uploadId}::uuid, ${event.type}, ${JSON.stringify(event.data)}::jsonb,
      ${actor.type}::actor_type, ${actor.id}::uuid, ${actor.label ?? null}, ${recordMoment(event)})
    RETURNING id::text, created_at AS "createdAt"`;
  if (!row) throw new Error('INSERT INTO event returned no row');
  events.push({ ...event, ...row, actor, organizationId, uploadId });
};

/** An event of a video with its number; `event` is undefined for a type unknown to this release. */
export type NumberedEvent = { seq: number; event: VideoDomainEvent | undefined };

export const eventRepository = ({ sql }: Database) => ({
  /** The events of a video after number `seq`, in order. */
  after: async (organizationId: OrganizationId, videoId: VideoId, seq: number): Promise<NumberedEvent[]> => {
    const where = { organizationId, videoId, seq: { gt: seq } };
    const rows = await sql.event.findMany({ where, orderBy: { seq: 'asc' }, take: 1_000 });
    return rows.map((row) => {
      const event = toDomainEvent(row);
      return { seq: row.seq ?? 0, event: event && 'videoId' in event ? event : undefined };
    });
  },

  /** The number of the last event of each video, to detect messages lost by Redis. */
  lastSeqs: async (videoIds: readonly VideoId[]): Promise<Map<VideoId, number>> => {
    const rows = await sql.video.findMany({
      where: { ...PRESENT, id: { in: [...videoIds] } },
      select: { id: true, eventSeq: true },
    });
    return new Map(rows.map((row) => [row.id as VideoId, row.eventSeq]));
  },
});
export type Events = ReturnType<typeof eventRepository>;
