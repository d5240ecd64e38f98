import { withConnection } from '@media/local-services';
import { environmentOf, recordedChildren } from './processes.ts';
import { product } from './product.ts';

/** The product's database URL, from the environment of its API. */
const databaseUrl = (): string => {
  const api = recordedChildren(product().dataDir).find(({ name }) => name === 'api');
  const variables = environmentOf(api?.pid ?? 0).split('\0');
  const found = variables.find((variable) => variable.startsWith('DATABASE_URL='));
  if (!found) throw new Error('The API of the product has no DATABASE_URL.');
  return found.slice('DATABASE_URL='.length);
};

/** Runs a statement of an operator, for what the API can't change. */
export const runSql = (sql: string, values: readonly string[]): Promise<unknown> =>
  withConnection(databaseUrl(), (client) => client.query(sql, [...values]));
