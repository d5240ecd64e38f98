import { createTestDatabase } from '@media/testkit';
import { type Database, type DatabaseOptions, openDatabase } from './index.js';

/** A new database for one test file; closing it drops it. */
export const openTestDatabase = async (onEvents: DatabaseOptions['onEvents'] = () => undefined): Promise<Database> => {
  const server = await createTestDatabase();
  const database = openDatabase({ databaseUrl: server.databaseUrl, maxConnections: 10, onEvents });
  return {
    ...database,
    close: async () => {
      await database.close();
      await server.drop();
    },
  };
};
