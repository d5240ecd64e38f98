import type { OrganizationId, VideoId } from '@media/core';
import { PrismaPg } from '@prisma/adapter-pg';
import type { ClientBase } from 'pg';
import { CONNECTION_TIMEOUTS, type ConnectionTimeouts, setTimeouts } from './connection-timeouts.js';
import { isConflict } from './database-errors.js';
import { type Prisma, PrismaClient } from './generated/client.js';

/** A change in a video's life that its followers hear of: the row in `event`, and what is told once it is committed. */
export type Milestone = {
  organizationId: OrganizationId;
  videoId: VideoId;
  eventSeq: number;
  /** The video is gone with it. */
  deleted?: true;
  data: Record<string, unknown>;
};

/** What a piece of work inside a transaction sees. Milestones collect here and are told only after the commit. */
export type Transaction = { sql: Prisma.TransactionClient; milestones: Milestone[] };

export type Database = {
  /** For reads outside of a transaction. */
  sql: PrismaClient;
  /**
   * Runs `work` in one transaction (READ COMMITTED) and tells its milestones after the commit. What Postgres gave up
   * for a deadlock or a serialization failure is run again, so `work` must do nothing but SQL.
   */
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  close(): Promise<void>;
};

export type DatabaseOptions = {
  databaseUrl: string;
  maxConnections: number;
  /** Called after each commit that made milestones. It must not throw. */
  onMilestones(milestones: readonly Milestone[]): void;
  timeouts?: ConnectionTimeouts;
};

const MAX_TRIES = 5;

export const openDatabase = ({
  databaseUrl,
  maxConnections,
  onMilestones,
  timeouts = CONNECTION_TIMEOUTS,
}: DatabaseOptions): Database => {
  const onConnect = (client: ClientBase) => setTimeouts(client, timeouts);
  const adapter = new PrismaPg({ connectionString: databaseUrl, max: maxConnections, onConnect });
  const sql = new PrismaClient({ adapter, transactionOptions: { maxWait: 10_000, timeout: 30_000 } });

  const attempt = async <T>(work: (tx: Transaction) => Promise<T>): Promise<T> => {
    const milestones: Milestone[] = [];
    const value = await sql.$transaction((client) => work({ sql: client, milestones }));
    if (milestones.length > 0) onMilestones(milestones);
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
