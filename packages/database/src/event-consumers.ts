import type { DomainEvent } from '@media/contracts';
import { toDomainEvent } from './event-rows.js';
import type { Transaction } from './transaction.js';

/** A position in the order in which consumers read events: by xid, then id. */
export type EventPosition = { xid: string; id: string };
/** `event` is undefined for a type unknown to this release. */
export type ReadEvent = { position: EventPosition; event: DomainEvent | undefined };

/**
 * The cursors of event consumers (docs/decisions/0039). A consumer that advances its cursor in the same transaction as its
 * own writes processes each event exactly once.
 */
export const eventConsumers = ({ sql }: Pick<Transaction, 'sql'>) => ({
  /** Adds a consumer, for which events are kept from now on. An existing consumer keeps its position. */
  add: async (name: string): Promise<void> => {
    await sql.$executeRaw`
      INSERT INTO event_consumer (name, xid, event_id) VALUES (${name}, pg_snapshot_xmin(pg_current_snapshot()), 0)
      ON CONFLICT (name) DO NOTHING`;
  },

  /** Removes a consumer. Events are no longer kept for it. */
  remove: async (name: string): Promise<void> => {
    await sql.eventConsumer.deleteMany({ where: { name } });
  },

  /**
   * The events after the consumer's position, in order. An open transaction holds back all events with a later xid, so no
   * event is ever committed behind the position.
   */
  read: async (name: string, limit: number): Promise<ReadEvent[]> => {
    const after = await positionOf({ sql }, name);
    const positions = await sql.$queryRaw<EventPosition[]>`
      SELECT xid::text, id::text FROM event
      WHERE (xid, id) > (${after.xid}::xid8, ${after.id}::bigint) AND xid < pg_snapshot_xmin(pg_current_snapshot())
      ORDER BY event.xid, event.id LIMIT ${limit}`;
    const rows = await sql.event.findMany({ where: { id: { in: positions.map(({ id }) => BigInt(id)) } } });
    const byId = new Map(rows.map((row) => [String(row.id), toDomainEvent(row)]));
    return positions.map((position) => ({ position, event: byId.get(position.id) }));
  },

  /** Moves the cursor to the last processed event. Never moves it back. */
  advance: async (name: string, { xid, id }: EventPosition): Promise<void> => {
    await sql.$executeRaw`
      UPDATE event_consumer SET xid = ${xid}::xid8, event_id = ${id}::bigint, updated_at = now()
      WHERE name = ${name} AND (xid, event_id) < (${xid}::xid8, ${id}::bigint)`;
  },
});
export type EventConsumers = ReturnType<typeof eventConsumers>;

const positionOf = async ({ sql }: Pick<Transaction, 'sql'>, name: string): Promise<EventPosition> => {
  const [position] = await sql.$queryRaw<EventPosition[]>`
    SELECT xid::text, event_id::text AS id FROM event_consumer WHERE name = ${name}`;
  if (!position) throw new Error(`Unknown event consumer: ${name}`);
  return position;
};
