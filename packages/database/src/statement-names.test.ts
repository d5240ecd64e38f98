import { expect, test } from 'vitest';
import { NOT_PREPARED, statementNames } from './statement-names.js';

const use = (names: ReturnType<typeof statementNames>, sql: string, count: number): (string | undefined)[] =>
  Array.from({ length: count }, () => names({ sql }));

test('a statement is prepared from its third use on, always under the same name, which no other one has', () => {
  const names = statementNames();
  const [first, second, third, fourth] = use(names, 'SELECT 1', 4);
  expect([first, second]).toEqual([undefined, undefined]);
  expect(third).toEqual(expect.any(String));
  expect(fourth).toBe(third);
  const other = use(names, 'SELECT 2', 3).at(-1);
  expect(other).toEqual(expect.any(String));
  expect(other).not.toBe(third);
});

test('a statement whose best plan depends on its values is never prepared', () => {
  expect(use(statementNames(), `${NOT_PREPARED.sql} SELECT 1`, 10)).toEqual(Array(10).fill(undefined));
});

test('however many statements vary, the prepared ones are limited and stay prepared', () => {
  const names = statementNames();
  const all = Array.from({ length: 400 }, (_, index) => `SELECT ${index}`);
  const prepared = all.filter((sql) => use(names, sql, 3).at(-1) !== undefined);
  expect(prepared).toEqual(all.slice(0, 300));
  expect(new Set(prepared.map((sql) => names({ sql }))).size).toBe(300);
  for (let index = 0; index < 5_000; index += 1) names({ sql: `UNIQUE ${index}` });
  expect(names({ sql: 'SELECT 0' })).toEqual(expect.any(String));
});
