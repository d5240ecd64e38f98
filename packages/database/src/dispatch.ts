import { QUEUE_NAMES, type QueueName, TASK_KIND_NAMES, TASK_KINDS, TASKS, type TaskId } from '@media/core';
import { Client } from 'pg';
import { TASK_READY_CHANNEL } from './job-graph.js';
import type { Database } from './transaction.js';

export type DueTask = { taskId: TaskId; epoch: number; queue: QueueName; delayMs: number };

const RINGABLE = TASKS.allowing('claimed');
/** Retries this near are handed to the queue with a delay; farther ones wait in their rows. */
const HORIZON_MS = 60_000;

export const dispatchRepository = ({ sql }: Database) => ({
  /**
   * The tasks that may run, at most `window` per queue, in the order in which they should: priority, then age of the
   * job, then place in it. The one place that decides on order.
   */
  due: async (window: number): Promise<DueTask[]> => {
    const perQueue = await Promise.all(
      QUEUE_NAMES.map(async (queue) => {
        const kinds = TASK_KIND_NAMES.filter((kind) => TASK_KINDS[kind].queue === queue);
        const rows = await sql.$queryRaw<{ id: TaskId; epoch: number; delay: number }[]>`
          SELECT id, epoch, greatest(0, extract(epoch FROM available_at - now()) * 1000)::float8 AS delay FROM task
          WHERE status = ANY(${RINGABLE}::task_status[]) AND kind = ANY(${kinds}::task_kind[])
            AND available_at < now() + ${HORIZON_MS} * interval '1 millisecond'
          ORDER BY priority, job_created_at, job_id, index LIMIT ${window}`;
        return rows.map(({ id, epoch, delay }) => ({ taskId: id, epoch, queue, delayMs: Math.ceil(delay) }));
      }),
    );
    return perQueue.flat();
  },
});
export type DispatchRows = ReturnType<typeof dispatchRepository>;

// Any number that nobody else uses in this database: "media" on a phone's keys.
const DISPATCHER_LOCK = 63_342;

/** A dispatcher that says nothing for so long is frozen: its connection lives, but nobody rings. */
const SILENCE_MS = 10_000;
/** A database that takes the connection but does not answer must not hold up the end of a worker. */
const CONNECT_TIMEOUT_MS = 3_000;

export type Leadership = {
  /** Resolves when the connection is gone, and with it the lock. */
  lost: Promise<void>;
  /** Shows that the dispatcher works; to be called much more often than every 10 s. */
  renew(): Promise<void>;
  resign(): Promise<void>;
};

/**
 * Tries to become the one dispatcher: a session-level advisory lock on a connection of its own, which also listens for
 * tasks that became ready (`onReady`). Undefined while another process holds the lock. One that holds it in silence (a
 * stopped process, a machine that sleeps) loses its connection; what it still does when it wakes is guarded by epochs.
 */
export const lead = async (databaseUrl: string, onReady: () => void): Promise<Leadership | undefined> => {
  const client = new Client({
    connectionString: databaseUrl,
    keepAlive: true,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
  });
  const lost = new Promise<void>((resolve) => {
    client.on('end', resolve);
    client.on('error', () => resolve());
  });
  await client.connect();
  const { rows } = await client.query<{ locked: boolean }>('SELECT pg_try_advisory_lock($1) AS locked', [
    DISPATCHER_LOCK,
  ]);
  if (!rows[0]?.locked) {
    await client.query(END_SILENT_LEADER, [DISPATCHER_LOCK, SILENCE_MS]);
    await client.end();
    return undefined;
  }
  client.on('notification', onReady);
  await client.query(`LISTEN ${TASK_READY_CHANNEL}`);
  return {
    lost,
    renew: async () => {
      await client.query('SELECT 1');
    },
    resign: () => client.end(),
  };
};

// A session-level lock of one 64-bit number shows as its halves: classid the upper, objid the lower, objsubid 1.
const END_SILENT_LEADER = `
  SELECT pg_terminate_backend(pid) FROM pg_locks JOIN pg_stat_activity USING (pid)
  WHERE locktype = 'advisory' AND classid = 0 AND objid = $1 AND objsubid = 1 AND granted
    AND pg_locks.database = (SELECT oid FROM pg_database WHERE datname = current_database())
    AND state_change < clock_timestamp() - $2 * interval '1 millisecond'`;
