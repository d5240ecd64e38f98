import pg from 'pg';

/** Runs `work` on a new connection. */
export const withConnection = async <Result>(
  connectionString: string,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> => {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
};

/** The same server, another database. */
export const withDatabaseName = (databaseUrl: string, name: string): string => {
  const url = new URL(databaseUrl);
  url.pathname = `/${name}`;
  return url.toString();
};

const hasDatabase = async (client: pg.Client, name: string): Promise<boolean> =>
  (await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name])).rowCount === 1;

/** Creates the database unless it exists. */
export const ensureDatabase = (adminUrl: string, name: string): Promise<void> =>
  withConnection(adminUrl, async (client) => {
    if (!(await hasDatabase(client, name))) await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
  });
