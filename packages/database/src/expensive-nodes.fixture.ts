import type { Client } from 'pg';
import type { Statement } from './record-statements.fixture.js';

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
 * Plan nodes that are too expensive on a large table: reading all or many rows, or sorting many. Executes the statement
 * again in a transaction that is rolled back, except INSERTs of values, which read nothing and can't be repeated.
 */
export const expensiveNodes = async (client: Client, { text, values }: Statement): Promise<string[]> => {
  if (/^\s*INSERT INTO [^(]+\([^)]+\)\s+VALUES/.test(text)) return [];
  await client.query('BEGIN');
  try {
    const { rows } = await client.query(`EXPLAIN (ANALYZE, FORMAT JSON) ${text}`, values);
    return findIn(rows[0]['QUERY PLAN'][0].Plan as Node);
  } finally {
    await client.query('ROLLBACK');
  }
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
