import { Client } from 'pg';
import { FLEET } from './fleet.js';
import { Prisma } from './generated/client.js';
import { TASK_READY_CHANNEL } from './job-graph.js';
import type { Database } from './transaction.js';

// Any number that nobody else uses in this database: "media" on a phone's keys. The fleet's plan version is the second key.
const DISPATCHER_LOCK = 63_342;

/** A dispatcher that says nothing for so long is frozen: its connection lives, but nothing is enqueued. */
const SILENCE_MS = 10_000;
/** A database that takes the connection but does not answer must not hold up the end of a process. */
const CONNECT_TIMEOUT_MS = 3_000;
/** Nothing that is asked here waits for a lock. */
const QUERY_TIMEOUT_MS = 5_000;

/** A process that stands for dispatcher of its fleet, with the one connection that it keeps for that. */
export type Candidate = {
  /** Fires when the connection is gone, and with it the lock. */
  lost: AbortSignal;
  /** Whether this candidate is the dispatcher now. To be asked again and again. */
  tryToLead(): Promise<boolean>;
  /** Shows that the dispatcher works; to be called much more often than every 10 s. */
  renew(): Promise<void>;
  close(): Promise<void>;
};

/**
 * Stands for the one dispatcher of a fleet: a session-level advisory lock on a connection of its own, which also listens for
 * tasks that became ready (`onReady`) once it leads. A dispatcher that holds the lock in silence (a stopped process, a machine
 * that sleeps) loses its connection; what it still does when it wakes is guarded by epochs.
 */
export const standForDispatcher = async (
  databaseUrl: string,
  onReady: () => void,
  { planVersion } = FLEET,
): Promise<Candidate> => {
  const client = new Client({
    connectionString: databaseUrl,
    application_name: 'media dispatcher',
    keepAlive: true,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    query_timeout: QUERY_TIMEOUT_MS,
  });
  const lost = new AbortController();
  client.on('end', () => lost.abort());
  client.on('error', () => lost.abort());
  client.on('notification', onReady);
  await client.connect();
  return {
    lost: lost.signal,
    tryToLead: async () => {
      const lock = 'SELECT pg_try_advisory_lock($1, $2) AS locked';
      const { rows } = await client.query<{ locked: boolean }>(lock, [DISPATCHER_LOCK, planVersion]);
      if (rows[0]?.locked) await client.query(`LISTEN ${TASK_READY_CHANNEL}`);
      else await client.query(END_SILENT_LEADER, [DISPATCHER_LOCK, planVersion, SILENCE_MS]);
      return rows[0]?.locked === true;
    },
    renew: async () => {
      await client.query('SELECT 1');
    },
    close: () => client.end(),
  };
};

// A session-level lock of two numbers shows them as classid and objid, with objsubid 2.
const END_SILENT_LEADER = `
  SELECT pg_terminate_backend(pid) FROM pg_locks JOIN pg_stat_activity USING (pid)
  WHERE locktype = 'advisory' AND classid = $1 AND objid = $2 AND objsubid = 2 AND granted
    AND pg_locks.database = (SELECT oid FROM pg_database WHERE datname = current_database())
    AND state_change < clock_timestamp() - $3 * interval '1 millisecond'`;

/**
 * SQL for the plan versions whose fleet has a dispatcher; each worker of a fleet with the role `control` stands for it. One that is
 * frozen has the lock still, and is none. Whoever may not see its activity believes in it.
 */
export const livePlanVersions = (silenceMs = SILENCE_MS): Prisma.Sql => Prisma.sql`
  SELECT objid::bigint FROM pg_locks LEFT JOIN pg_stat_activity USING (pid)
  WHERE locktype = 'advisory' AND classid = ${Prisma.raw(String(DISPATCHER_LOCK))} AND objsubid = 2 AND granted
    AND pg_locks.database = (SELECT oid FROM pg_database WHERE datname = current_database())
    AND (state_change < clock_timestamp() - ${silenceMs} * interval '1 millisecond') IS NOT TRUE`;

/** Whether somebody dispatches for a fleet at this moment. */
export const hasDispatcher = async (
  { sql }: Pick<Database, 'sql'>,
  { planVersion } = FLEET,
  silenceMs = SILENCE_MS,
): Promise<boolean> => {
  const rows = await sql.$queryRaw<{ leads: boolean }[]>`
    SELECT ${planVersion} IN (${livePlanVersions(silenceMs)}) AS leads`;
  return rows[0]?.leads === true;
};
