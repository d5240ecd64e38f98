import type { DomainEvent } from '@media/contracts';
import { PrismaPg } from '@prisma/adapter-pg';
import type { ClientBase } from 'pg';
import { CONNECTION_TIMEOUTS, type ConnectionTimeouts, setTimeouts } from './connection-timeouts.js';
import { isConflict } from './database-errors.js';
import { type Prisma, PrismaClient } from './generated/client.js';

/** What work inside a transaction sees. Events collect here and are published only after the commit. */
export type Transaction = { sql: Prisma.TransactionClient; events: DomainEvent[] };

export type Database = {
  /** For reads outside of a transaction. */
  sql: PrismaClient;
  /**
   * Runs `work` in one transaction (READ COMMITTED) and publishes its events after the commit. What Postgres gave up
   * for a deadlock or a serialization failure is run again, so `work` must do nothing but SQL.
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

const MAX_TRIES = 5;

export const openDatabase = ({
  databaseUrl,
  maxConnections,
  onEvents,
  timeouts = CONNECTION_TIMEOUTS,
}: DatabaseOptions): Database => {
  const onConnect = (client: ClientBase) => setTimeouts(client, timeouts);
  const adapter = new PrismaPg({ connectionString: databaseUrl, max: maxConnections, onConnect });
  const sql = new PrismaClient({ adapter, transactionOptions: { maxWait: 10_000, timeout: 30_000 } });

  const attempt = async <T>(work: (tx: Transaction) => Promise<T>): Promise<T> => {
    const events: DomainEvent[] = [];
    const value = await sql.$transaction((client) => work({ sql: client, events }));
    if (events.length > 0) onEvents(events);
    return value;
  };

  const transaction = async <T>(work: (tx: Transaction) => Promise<T>): Promise<T> => {
    for (let tries = 1; ; tries += 1) {
      try {
        return await attempt(work);
      } catch (error) {
        if (tries === MAX_TRIES || !isConflict(error)) throw error;
      }
    }
  };

  return { sql, transaction, close: () => sql.$disconnect() };
};
