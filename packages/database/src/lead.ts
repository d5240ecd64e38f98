import type { OrganizationId } from '@media/core';
import { Client } from 'pg';
import { FLEET } from './fleet.js';
import { Prisma } from './generated/client.js';
import { TASK_READY_CHANNEL } from './job-graph.js';
import type { Database } from './transaction.js';

// An arbitrary number ("media" on a phone keypad). The fleet's plan version is the second key.
const DISPATCHER_LOCK = 63_342;

/** After this silence a dispatcher counts as frozen: its connection is open, but it enqueues nothing. */
const SILENCE_MS = 10_000;
/** A database that accepts connections but doesn't answer must not block shutdown. */
const CONNECT_TIMEOUT_MS = 3_000;
/** None of these queries waits for a lock. */
const QUERY_TIMEOUT_MS = 5_000;

/** A candidate for dispatcher of its fleet, with a dedicated connection. */
export type Candidate = {
  /** Fires when the connection, and with it the lock, is lost. */
  lost: AbortSignal;
  /** Whether this candidate is the dispatcher now. Call it repeatedly. */
  tryToLead(): Promise<boolean>;
  /** Proves that the dispatcher is alive. Must be called much more often than every 10 s. */
  renew(): Promise<void>;
  close(): Promise<void>;
};

/**
 * Joins the election of a fleet's dispatcher: a session-level advisory lock on a dedicated connection. The leader also listens for
 * organizations whose tasks may have become ready (`onReady`). A leader that stays silent (a stopped process, a sleeping machine) has its
 * connection terminated; epochs guard against what it does after waking up.
 */
export const joinElection = async (
  databaseUrl: string,
  onReady: (organizationId: OrganizationId | undefined) => void,
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
  // Processes of the previous release don't name the organization.
  client.on('notification', ({ payload }) => onReady(payload ? (payload as OrganizationId) : undefined));
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

// pg_locks shows the two keys of an advisory lock as classid and objid, with objsubid 2.
const END_SILENT_LEADER = `
  SELECT pg_terminate_backend(pid) FROM pg_locks JOIN pg_stat_activity USING (pid)
  WHERE locktype = 'advisory' AND classid = $1 AND objid = $2 AND objsubid = 2 AND granted
    AND pg_locks.database = (SELECT oid FROM pg_database WHERE datname = current_database())
    AND state_change < clock_timestamp() - $3 * interval '1 millisecond'`;

/**
 * SQL for the plan versions whose fleet has a dispatcher. A frozen one still holds the lock but doesn't count. If the
 * database user isn't allowed to see its activity, it counts as alive.
 */
export const livePlanVersions = (silenceMs = SILENCE_MS): Prisma.Sql => Prisma.sql`
  SELECT objid::bigint FROM pg_locks LEFT JOIN pg_stat_activity USING (pid)
  WHERE locktype = 'advisory' AND classid = ${Prisma.raw(String(DISPATCHER_LOCK))} AND objsubid = 2 AND granted
    AND pg_locks.database = (SELECT oid FROM pg_database WHERE datname = current_database())
    AND (state_change < clock_timestamp() - ${silenceMs} * interval '1 millisecond') IS NOT TRUE`;

/** Whether a fleet has a dispatcher now. */
export const hasDispatcher = async (
  { sql }: Pick<Database, 'sql'>,
  { planVersion } = FLEET,
  silenceMs = SILENCE_MS,
): Promise<boolean> => {
  const rows = await sql.$queryRaw<{ leads: boolean }[]>`
    SELECT ${planVersion} IN (${livePlanVersions(silenceMs)}) AS leads`;
  return rows[0]?.leads === true;
};
