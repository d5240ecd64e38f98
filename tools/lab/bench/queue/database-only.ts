import { join } from 'node:path';
import { applyMigrations, type Database, openDatabase } from '@media/database';
import { type Child, freePort, startPostgres } from '@media/local-services';

/** A PostgreSQL server for one measurement, with statement limits that allow filling it. */
export const startDatabase = async (
  dir: string,
): Promise<{ database: Database; postgres: Child; stop(): Promise<void> }> => {
  const children: Child[] = [];
  const server = await startPostgres({
    ...{ dataDir: join(dir, 'postgres'), logFile: join(dir, 'postgres.log'), durable: false, password: 'bench' },
    ...{ port: await freePort(), onSpawn: (child: Child) => children.unshift(child) },
  });
  const databaseUrl = server.url('postgres');
  await applyMigrations(databaseUrl);
  const timeouts = { lockMs: 5_000, statementMs: 600_000, idleInTransactionMs: 600_000 };
  const database = openDatabase({ databaseUrl, maxConnections: 4, onEvents: () => undefined, timeouts });
  const [postgres] = children;
  if (!postgres) throw new Error('PostgreSQL has not started.');
  return {
    ...{ database, postgres },
    stop: async () => {
      await database.close();
      for (const child of children) await child.stop();
    },
  };
};
