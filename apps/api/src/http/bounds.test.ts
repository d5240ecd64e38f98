import 'reflect-metadata';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { allRoutes } from '../openapi/all-routes.js';

type Def = {
  type: string;
  checks?: z.core.$ZodCheck[];
  [part: string]: unknown;
};
const defOf = (schema: unknown): Def => (schema as z.core.$ZodType)._zod.def as unknown as Def;
const isSchema = (value: unknown): boolean => typeof value === 'object' && value !== null && '_zod' in value;

/** The parts of a schema: fields of an object, items of an array, wrapped schemas. */
const partsOf = (def: Def): [string, unknown][] =>
  Object.entries({ ...def, ...(def.shape as object | undefined), ...(def.options as object | undefined) }).filter(
    ([, part]) => isSchema(part),
  );

const checkNames = ({ checks = [] }: Def): string[] => checks.map(({ _zod: { def } }) => def.check);
const isBoundFirst = (def: Def): boolean => {
  const names = checkNames(def).filter((name) => !['overwrite', 'min_length'].includes(name));
  const bound = def.checks?.find(({ _zod }) => _zod.def.check === 'max_length');
  const isAlone = names.length === 1 || bound?._zod.def.abort === true;
  return names[0] === 'max_length' && isAlone;
};

/** Paths in a schema whose content is validated before its size. */
const unbounded = (schema: unknown, path: string): string[] => {
  const def = defOf(schema);
  const isId = def.type === 'string' && 'format' in def && def.format === 'uuid';
  const isOpen =
    (def.type === 'string' && !isId && !isBoundFirst(def)) ||
    (def.type === 'array' && !checkNames(def).includes('max_length')) ||
    // In a `dictionary`, the first half of the pipe has checked the size.
    (def.type === 'record' && !path.endsWith('.out'));
  return [...(isOpen ? [path] : []), ...partsOf(def).flatMap(([name, part]) => unbounded(part, `${path}.${name}`))];
};

const taken = allRoutes().flatMap(({ operationId, body, query }) => [
  ...(body ? [[`the body of ${operationId}`, body] as const] : []),
  ...(query ? [[`the query of ${operationId}`, query] as const] : []),
]);

test.each(taken)('%s checks the size of every string, array, and record before its content', (name, schema) => {
  expect(unbounded(schema, name)).toEqual([]);
});

test('missing size limits and limits that are checked too late are found', () => {
  const text = z.string().regex(/a/).max(5);
  const open = z.object({ a: z.array(z.int()), b: z.record(text, z.int()), c: text, d: z.string() });
  expect(unbounded(open, 'x')).toEqual(['x.a', 'x.b', 'x.b.keyType', 'x.c', 'x.d']);
});
