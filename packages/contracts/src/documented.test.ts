import { expect, test } from 'vitest';
import { z } from 'zod';
import * as contracts from './index.js';
import { openEnum } from './open-enum.js';

type Printed = { description?: string; examples?: unknown[]; properties?: Record<string, object>; $ref?: string };

const schemas = Object.entries<unknown>(contracts).filter(
  (entry): entry is [string, z.ZodType] => entry[1] instanceof z.ZodType,
);
const named = schemas.filter(([, schema]) => z.globalRegistry.get(schema)?.id !== undefined);

/** What stays inside: payloads of queues and of Redis. */
const INTERNAL = ['RunTask', 'LiveMessage'];

const print = (schema: z.ZodType) => {
  const { $defs = {}, ...root } = z.toJSONSchema(schema, { io: 'output' }) as Printed & {
    $defs?: Record<string, Printed>;
  };
  // A schema with a name stands among the definitions itself.
  return [root, ...Object.values($defs)].filter(({ $ref }) => $ref === undefined);
};

test('every object of a request or response has a name', () => {
  const unnamed = schemas.filter(
    ([name]) => /(Request|View|List|Page|Message|Details)$/.test(name) && !INTERNAL.includes(name),
  );
  expect(unnamed.length).toBeGreaterThan(15);
  expect(unnamed.filter((entry) => !named.includes(entry)).map(([name]) => name)).toEqual([]);
});

test.each(named)('%s and each of its fields are described', (_name, schema) => {
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

test('an enum of responses names its values and what they mean, and says that it grows', () => {
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
