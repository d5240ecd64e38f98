import { z } from 'zod';

export type Json = { [name: string]: unknown };
/** A body or a query that comes in, or what goes out. */
type Direction = 'body' | 'query' | 'response';

const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

const LARGEST_INT32 = 2 ** 31 - 1;

/** Clients of some languages would take 32 bits for every integer, and sizes in bytes need more. */
const widen = (schema: Json): void => {
  const { type, maximum, minimum } = schema;
  if (type !== 'integer' || (typeof maximum === 'number' && maximum <= LARGEST_INT32)) return;
  schema.format = 'int64';
  // zod's own bounds of a safe integer say nothing about the field.
  if (maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
  if (minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
};

/** Formats say the same in a word. */
const dropPatternOfFormat = (schema: Json): void => {
  if (typeof schema.format === 'string') delete schema.pattern;
};

/** What only adds a description to a named schema inherits its other notes, which stand at the name already. */
const keepToReference = (schema: Json): void => {
  for (const name of Object.keys(schema)) if (name !== '$ref' && name !== 'description') delete schema[name];
};

/** openapi-typescript takes a field with a default for one that is always there, which it need not be in a request. */
const tellDefault = (schema: Json): void => {
  if (!('default' in schema)) return;
  schema.description = `${schema.description ?? ''} Default: \`${schema.default}\`.`.trim();
  delete schema.default;
};

/** Responses grow: clients must take fields and values that they don't know (docs/decisions/0044). */
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
      if (direction === 'body') tellDefault(json);
      if (direction === 'response') open(json);
    },
  });

const LOCAL = '#/$defs/';
const SHARED = '#/components/schemas/';

/** zod keeps named schemas beside each print; OpenAPI has one place for all. */
const relocated = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(relocated);
  if (!isJson(value)) return value;
  const { $ref, ...rest } = value;
  const moved = Object.fromEntries(Object.entries(rest).map(([name, part]) => [name, relocated(part)]));
  return typeof $ref === 'string' ? { $ref: $ref.replace(LOCAL, SHARED), ...moved } : moved;
};

export type SchemaPrinter = {
  /** The named schemas that have been printed. */
  schemas: Json;
  /** A reference to the schema, when it has a name. @throws Error when one name means two schemas */
  print(schema: z.ZodType, direction: Direction): Json;
};

/** Prints schemas as JSON Schema and gathers those that have a name. */
export const createSchemaPrinter = (): SchemaPrinter => {
  const schemas: Json = {};
  const keep = (name: string, definition: Json): void => {
    const { id: _, ...body } = definition;
    const known = schemas[name];
    if (known && JSON.stringify(known) !== JSON.stringify(body)) {
      throw new Error(`${name} is printed in two ways. What requests and responses share needs two names.`);
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
