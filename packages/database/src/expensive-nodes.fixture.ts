import type { Client, QueryResult } from 'pg';
import type { Statement } from './record-statements.fixture.js';
import { NOT_PREPARED } from './statement-names.js';

type Node = {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  'Rows Removed by Index Recheck'?: number;
  Plans?: Node[];
};

/** More rows than any page or batch, and far fewer than a backlog. */
const FEW = 1_500;

/**
 * Plan nodes that are too expensive on a large table: reading all or many rows, or sorting many. Looks at the plan for these values and,
 * if PostgreSQL prefers one for any values when the statement is prepared and repeated, at that. Executes the statement again in
 * transactions that are rolled back, except INSERTs of values, which read nothing and can't be repeated.
 */
export const expensiveNodes = async (client: Client, statement: Statement): Promise<string[]> => {
  const { text, values } = statement;
  if (/^\s*INSERT INTO [^(]+\([^)]+\)\s+VALUES/.test(text)) return [];
  const found = await explain(client, () => client.query(`${EXPLAIN_ANALYZE} ${text}`, values));
  if (text.includes(NOT_PREPARED.sql)) return found;
  const repeated = await explain(client, () => explainRepeated(client, statement));
  return [...found, ...repeated.map((node) => `prepared: ${node}`)];
};

const EXPLAIN_ANALYZE = 'EXPLAIN (ANALYZE, FORMAT JSON)';
/** PostgreSQL plans a prepared statement for its values that often before it considers a plan for any values. */
const CUSTOM_PLANS = 5;

const explain = async (client: Client, run: () => Promise<QueryResult>): Promise<string[]> => {
  await client.query('BEGIN');
  try {
    const { rows } = await run();
    return findIn(rows[0]['QUERY PLAN'][0].Plan as Node);
  } finally {
    await client.query('ROLLBACK');
    await client.query('DEALLOCATE ALL');
  }
};

const explainRepeated = async (client: Client, { text, values }: Statement): Promise<QueryResult> => {
  await client.query(`PREPARE statement AS ${text}`);
  const literals = values.map((value) => (value === null ? 'NULL' : client.escapeLiteral(toText(value))));
  const execute = `EXECUTE statement${literals.length > 0 ? `(${literals.join(', ')})` : ''}`;
  for (let count = 0; count < CUSTOM_PLANS; count += 1) await client.query(`EXPLAIN ${execute}`);
  return client.query(`${EXPLAIN_ANALYZE} ${execute}`);
};

const toText = (value: unknown): string => {
  if (Array.isArray(value)) return `{${value.map((item) => JSON.stringify(String(item))).join(',')}}`;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
};

const findIn = (node: Node): string[] => {
  const { Plans: below = [], 'Node Type': type } = node;
  const loops = node['Actual Loops'];
  const sorted = /Sort/.test(type) ? below.reduce((sum, child) => sum + child['Actual Rows'] * loops, 0) : 0;
  const removed = (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0);
  const read = /Scan/.test(type) ? (node['Actual Rows'] + removed) * loops : 0;
  const where = node['Index Name'] ?? node['Relation Name'] ?? '';
  return [
    ...(read > FEW ? [`${type} reads ${read} rows of ${where}`] : []),
    ...(sorted > FEW ? [`sorts ${sorted} rows`] : []),
    ...below.flatMap(findIn),
  ];
};
