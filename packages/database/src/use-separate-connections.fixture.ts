import { createTestDatabase, type TestDatabase } from '@media/testkit';
import { afterAll, beforeAll } from 'vitest';
import { type Database, openDatabase } from './index.js';

/** A database for one test file. Returns a function that runs work on a separate connection, which reports its reads when it closes. */
export const useSeparateConnections = () => {
  let server: TestDatabase;
  beforeAll(async () => {
    server = await createTestDatabase();
  });
  afterAll(() => server.drop());
  return async <T>(work: (database: Database) => Promise<T>): Promise<T> => {
    const { databaseUrl } = server;
    const database = openDatabase({ databaseUrl, maxConnections: 1, onEvents: () => undefined });
    try {
      return await work(database);
    } finally {
      await database.close();
    }
  };
};
