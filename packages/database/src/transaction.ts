import type { DomainEvent } from '@media/contracts';
import { PrismaPg } from '@prisma/adapter-pg';
import type { ClientBase } from 'pg';
import { CONNECTION_TIMEOUTS, type ConnectionTimeouts, setTimeouts } from './connection-timeouts.js';
import { isConflict } from './database-errors.js';
import { type Prisma, PrismaClient } from './generated/client.js';
import { statementNames } from './statement-names.js';

/** `events` are collected here and published after the commit. */
export type Transaction = { sql: Prisma.TransactionClient; events: DomainEvent[] };

export type Database = {
  /** For reads outside transactions. */
  sql: PrismaClient;
  /**
   * Runs `work` in one transaction (READ COMMITTED) and publishes its events after the commit. Retried after a deadlock or
   * a serialization failure, so `work` must have no effects other than SQL.
   */
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  close(): Promise<void>;
};

export type DatabaseOptions = {
  databaseUrl: string;
  maxConnections: number;
  /** Called after each commit that wrote events. It must not throw. */
  onEvents(events: readonly DomainEvent[]): void;
  timeouts?: ConnectionTimeouts;
};

const MAX_ATTEMPTS = 5;

export const openDatabase = ({
  databaseUrl,
  maxConnections,
  onEvents,
  timeouts = CONNECTION_TIMEOUTS,
}: DatabaseOptions): Database => {
  const onConnect = (client: ClientBase) => setTimeouts(client, timeouts);
  const adapter = new PrismaPg(
    { connectionString: databaseUrl, max: maxConnections, onConnect },
    { statementNameGenerator: statementNames() as (statement: { sql: string }) => string },
  );
  const sql = new PrismaClient({ adapter, transactionOptions: { maxWait: 10_000, timeout: 30_000 } });

  const run = async <T>(work: (tx: Transaction) => Promise<T>): Promise<T> => {
    const events: DomainEvent[] = [];
    const value = await sql.$transaction((client) => work({ sql: client, events }));
    if (events.length > 0) onEvents(events);
    return value;
  };

  const transaction = async <T>(work: (tx: Transaction) => Promise<T>): Promise<T> => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await run(work);
      } catch (error) {
        if (attempt === MAX_ATTEMPTS || !isConflict(error)) throw error;
      }
    }
  };

  return { sql, transaction, close: () => sql.$disconnect() };
};
