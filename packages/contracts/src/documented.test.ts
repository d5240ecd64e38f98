import { expect, test } from 'vitest';
import { z } from 'zod';
import * as contracts from './index.js';
import { openEnum } from './open-enum.js';

type Printed = { description?: string; examples?: unknown[]; properties?: Record<string, object>; $ref?: string };

const schemas = Object.entries<unknown>(contracts).filter(
  (entry): entry is [string, z.ZodType] => entry[1] instanceof z.ZodType,
);
const named = schemas.filter(([, schema]) => z.globalRegistry.get(schema)?.id !== undefined);

/** Internal payloads of queues and Redis. */
const INTERNAL = ['RunTask', 'LiveMessage'];

const print = (schema: z.ZodType) => {
  const { $defs = {}, ...root } = z.toJSONSchema(schema, { io: 'output' }) as Printed & {
    $defs?: Record<string, Printed>;
  };
  // A named schema is itself one of the definitions.
  return [root, ...Object.values($defs)].filter(({ $ref }) => $ref === undefined);
};

test('every request and response schema has a name', () => {
  const unnamed = schemas.filter(
    ([name]) => /(Request|View|List|Page|Message|Details)$/.test(name) && !INTERNAL.includes(name),
  );
  expect(unnamed.length).toBeGreaterThan(15);
  expect(unnamed.filter((entry) => !named.includes(entry)).map(([name]) => name)).toEqual([]);
});

test.each(named)('%s and all its fields have descriptions', (_name, schema) => {
  for (const { description, properties = {} } of print(schema)) {
    expect(description).toMatch(/\.|:/);
    const bare = Object.entries(properties).filter(([, field]) => !('description' in field) && !('$ref' in field));
    expect(bare.map(([field]) => field)).toEqual([]);
  }
});

test.each(named)('the examples of %s are valid', (_name, schema) => {
  for (const example of (z.globalRegistry.get(schema)?.examples as unknown[]) ?? []) {
    expect(schema.parse(example)).toMatchObject(example as object);
  }
});

test('an open enum documents its values, their meanings, and that later releases can add more', () => {
  const Light = openEnum(['red', 'green'], {
    id: 'Light',
    description: 'What a light shows.',
    meanings: { red: 'stop', green: 'go' },
  });
  expect(z.globalRegistry.get(Light)).toMatchObject({ 'x-extensible-enum': ['red', 'green'] });
  expect(z.globalRegistry.get(Light)?.description).toBe(
    'What a light shows. Later releases can add values.\n\n- `red`: stop\n- `green`: go',
  );
  expect(Light.safeParse('blue').success).toBe(false);
});
