import type { ClientBase } from 'pg';

export type ConnectionTimeouts = { lockMs: number; statementMs: number; idleInTransactionMs: number };

/**
 * Bounds of every connection of a pool, so that no process that froze in the middle of a transaction holds up the others for
 * long. Migrations have connections of their own, without these.
 *
 * `lockMs`: a transaction of ours takes milliseconds; who waits so long for a row waits for somebody who is stuck.
 * `statementMs`: as long as Prisma lets a whole transaction take.
 * `idleInTransactionMs`: PostgreSQL then ends the session. Shorter than a lease, so that whoever was held up keeps its tasks.
 */
export const CONNECTION_TIMEOUTS: ConnectionTimeouts = {
  lockMs: 5_000,
  statementMs: 30_000,
  idleInTransactionMs: 15_000,
};

/** By SET, not as parameters of the start: a pooler in front refuses those it does not know. */
export const setTimeouts = async (client: ClientBase, timeouts: ConnectionTimeouts): Promise<void> => {
  const { lockMs, statementMs, idleInTransactionMs } = timeouts;
  await client.query(
    `SELECT set_config('lock_timeout', $1, false), set_config('statement_timeout', $2, false),
            set_config('idle_in_transaction_session_timeout', $3, false)`,
    [`${lockMs}ms`, `${statementMs}ms`, `${idleInTransactionMs}ms`],
  );
};
