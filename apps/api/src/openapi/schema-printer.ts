import { z } from 'zod';

export type Json = { [name: string]: unknown };
type Direction = 'body' | 'query' | 'response';

const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

const MAX_INT32 = 2 ** 31 - 1;

/** Some generators use 32-bit integers by default, which are too small for sizes in bytes. */
const widen = (schema: Json): void => {
  const { type, maximum, minimum } = schema;
  if (type !== 'integer' || (typeof maximum === 'number' && maximum <= MAX_INT32)) return;
  schema.format = 'int64';
  // zod adds the bounds of a safe integer, which aren't limits of the field.
  if (maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
  if (minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
};

/** A format makes zod's long pattern redundant. */
const dropPatternOfFormat = (schema: Json): void => {
  if (typeof schema.format === 'string') delete schema.pattern;
};

/** A reference with its own description also inherits the examples and other metadata of the named schema. Drops those. */
const keepToReference = (schema: Json): void => {
  for (const name of Object.keys(schema)) if (name !== '$ref' && name !== 'description') delete schema[name];
};

/** openapi-typescript makes a field with a default required, which is wrong for requests. Moves the default to the description. */
const describeDefault = (schema: Json): void => {
  if (!('default' in schema)) return;
  schema.description = `${schema.description ?? ''} Default: \`${schema.default}\`.`.trim();
  delete schema.default;
};

/** Later releases can add fields and values to responses (docs/decisions/0044). */
const open = (schema: Json): void => {
  if (schema.additionalProperties === false) delete schema.additionalProperties;
  if (!('x-extensible-enum' in schema)) return;
  const { type, enum: values } = schema;
  delete schema.type;
  delete schema.enum;
  schema.anyOf = [{ type, enum: values }, { type }];
};

const printed = (schema: z.ZodType, direction: Direction): Json =>
  z.toJSONSchema(schema, {
    io: direction === 'response' ? 'output' : 'input',
    ...{ unrepresentable: 'any' as const, reused: 'inline' as const },
    override: ({ jsonSchema }) => {
      const json: Json = jsonSchema;
      if ('$ref' in json) return keepToReference(json);
      widen(json);
      dropPatternOfFormat(json);
      if (direction === 'body') describeDefault(json);
      if (direction === 'response') open(json);
    },
  });

const LOCAL = '#/$defs/';
const SHARED = '#/components/schemas/';

/** zod prints `$defs` with each schema; OpenAPI collects all named schemas in one place. */
const relocated = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(relocated);
  if (!isJson(value)) return value;
  const { $ref, ...rest } = value;
  const moved = Object.fromEntries(Object.entries(rest).map(([name, part]) => [name, relocated(part)]));
  return typeof $ref === 'string' ? { $ref: $ref.replace(LOCAL, SHARED), ...moved } : moved;
};

export type SchemaPrinter = {
  /** The named schemas printed so far. */
  schemas: Json;
  /** A named schema becomes a reference. @throws Error if one name has two definitions */
  print(schema: z.ZodType, direction: Direction): Json;
};

/** Prints schemas as JSON Schema and collects the named ones. */
export const createSchemaPrinter = (): SchemaPrinter => {
  const schemas: Json = {};
  const keep = (name: string, definition: Json): void => {
    const { id: _, ...body } = definition;
    const known = schemas[name];
    if (known && JSON.stringify(known) !== JSON.stringify(body)) {
      throw new Error(`${name} has two definitions. Use different names for requests and responses.`);
    }
    schemas[name] = body;
  };
  const print = (schema: z.ZodType, direction: Direction): Json => {
    const { $schema: _, $defs, ...body } = relocated(printed(schema, direction)) as Json;
    for (const [name, definition] of Object.entries(isJson($defs) ? $defs : {})) keep(name, definition as Json);
    return body;
  };
  return { schemas, print };
};
