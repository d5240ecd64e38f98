import type { Client } from 'pg';

// An xid that this cluster has not assigned yet means that the rows come from another cluster's dump.
const IS_FOREIGN = `
  SELECT EXISTS (SELECT 1 FROM event WHERE xid >= pg_snapshot_xmax(pg_current_snapshot()))
      OR EXISTS (SELECT 1 FROM event_consumer WHERE xid > pg_snapshot_xmax(pg_current_snapshot())) AS foreign`;

// The new xid of an event is the number of consumers positioned before it, so read events stay before each position and
// unread ones after it. Among events with the same number, the id decides.
const RENUMBER_EVENTS = `
  UPDATE event SET xid = (SELECT count(*) FROM event_consumer AS consumer
    WHERE (consumer.xid, consumer.event_id) < (event.xid, event.id))::text::xid8`;
const RENUMBER_CONSUMERS = `
  UPDATE event_consumer AS moved SET event_id = 9223372036854775807, xid = (SELECT count(*) FROM event_consumer AS other
    WHERE (other.xid, other.event_id) < (moved.xid, moved.event_id))::text::xid8`;

/**
 * Renumbers events restored into another PostgreSQL cluster whose transaction ids are lower. Otherwise consumers would wait
 * for the old ids and skip new events. Does nothing in the cluster that wrote them.
 */
export const repairEventOrder = async (client: Client): Promise<boolean> => {
  const { rows: tables } = await client.query<{ found: boolean }>(
    `SELECT to_regclass('event_consumer') IS NOT NULL AS found`,
  );
  if (!tables[0]?.found) return false;
  const { rows } = await client.query<{ foreign: boolean }>(IS_FOREIGN);
  if (!rows[0]?.foreign) return false;
  await client.query('BEGIN');
  try {
    await client.query('LOCK TABLE event_consumer IN EXCLUSIVE MODE');
    await client.query(RENUMBER_EVENTS);
    await client.query(RENUMBER_CONSUMERS);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
  return true;
};
