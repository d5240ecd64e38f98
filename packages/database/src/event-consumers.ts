import type { DomainEvent } from '@media/contracts';
import { toDomainEvent } from './event-rows.js';
import type { Transaction } from './transaction.js';

/** A place in the order in which consumers read events: by xid, then by id. */
export type EventPosition = { xid: string; id: string };
/** Without `event` it is of a type that only another release knows. */
export type ReadEvent = { position: EventPosition; event: DomainEvent | undefined };

/**
 * The cursors of those who read all events (docs/decisions/0039). Inside a transaction a consumer advances its cursor together
 * with what it does about the events, so that it does that once.
 */
export const eventConsumers = ({ sql }: Pick<Transaction, 'sql'>) => ({
  /** Adds a consumer, for which events are kept from now on. One that is there already keeps its position. */
  add: async (name: string): Promise<void> => {
    await sql.$executeRaw`
      INSERT INTO event_consumer (name, xid, event_id) VALUES (${name}, pg_snapshot_xmin(pg_current_snapshot()), 0)
      ON CONFLICT (name) DO NOTHING`;
  },

  /** Events that nobody reads any more no longer keep others from being deleted. */
  remove: async (name: string): Promise<void> => {
    await sql.eventConsumer.deleteMany({ where: { name } });
  },

  /**
   * The events after the consumer's position, in order. One that is still to be committed holds back all that were written
   * after it began, so none is ever committed behind the position.
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

  /** Moves the consumer to the position of the last event that it is done with. It never moves back. */
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
  if (!position) throw new Error(`There is no event consumer ${name}.`);
  return position;
};
