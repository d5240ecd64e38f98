import type { ClientBase } from 'pg';

export type ConnectionTimeouts = { lockMs: number; statementMs: number; idleInTransactionMs: number };

/**
 * Timeouts of every pool connection, so that a process frozen in a transaction doesn't block others for long. Migrations
 * use separate connections without them.
 *
 * `lockMs`: our transactions take milliseconds, so a longer wait means that another one is stuck.
 * `statementMs`: Prisma's limit for a whole transaction.
 * `idleInTransactionMs`: PostgreSQL then ends the session. Shorter than a lease, so that blocked workers keep their tasks.
 */
export const CONNECTION_TIMEOUTS: ConnectionTimeouts = {
  lockMs: 5_000,
  statementMs: 30_000,
  idleInTransactionMs: 15_000,
};

/** By SET, not as startup parameters: a connection pooler rejects those it doesn't know. */
export const setTimeouts = async (client: ClientBase, timeouts: ConnectionTimeouts): Promise<void> => {
  const { lockMs, statementMs, idleInTransactionMs } = timeouts;
  await client.query(
    `SELECT set_config('lock_timeout', $1, false), set_config('statement_timeout', $2, false),
            set_config('idle_in_transaction_session_timeout', $3, false)`,
    [`${lockMs}ms`, `${statementMs}ms`, `${idleInTransactionMs}ms`],
  );
};
