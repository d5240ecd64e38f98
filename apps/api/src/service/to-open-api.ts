import { type OpenApiDocument, Problem } from '@media/contracts';
import { z } from 'zod';
import { SESSION_COOKIE } from '../auth/session-cookie.js';
import { type Access, actsInOrganization } from '../http/access.js';
import type { HandledRoute } from '../http/collect-routes.js';
import { namesItsOrganization } from '../http/resources.js';

type Json = Record<string, unknown>;

const BEARER = { bearer: [] };

const securityOf = (access: Access): Json[] => {
  switch (access.kind) {
    case 'public':
      return [];
    case 'actor':
      return [BEARER, { playbackToken: [] }];
    case 'signedIn':
      return [BEARER, ...(access.allowsSessionCookie ? [{ sessionCookie: [] }] : [])];
    case 'permission':
      return [BEARER, ...(access.allowsPlaybackToken ? [{ playbackToken: [] }] : [])];
  }
};

const problem = (description: string, headers?: Json): Json => ({
  description,
  ...(headers && { headers }),
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
});

const RETRY_AFTER = {
  'Retry-After': { description: 'Seconds to wait before the next try', schema: { type: 'integer', minimum: 0 } },
};

/** Refusals that are the same everywhere. */
const REFUSALS = {
  MethodNotAllowed: problem('The address takes other methods', {
    Allow: { description: 'Those that it takes', schema: { type: 'string' } },
  }),
  UnsupportedMediaType: problem('The body is not JSON by its Content-Type'),
  TooManyRequests: problem('Too many requests, or too many open streams', RETRY_AFTER),
  Unavailable: problem('Something that the service depends on is not available', RETRY_AFTER),
  Problem: problem('Anything else that went wrong'),
};
const refusal = (name: keyof typeof REFUSALS): Json => ({ $ref: `#/components/responses/${name}` });

/** Prints schemas, and gathers those that have a name. */
const createPrinter = () => {
  const schemas: Json = {};
  const print = (schema: z.ZodType, io: 'input' | 'output'): Json => {
    const printed = z.toJSONSchema(schema, { io, unrepresentable: 'any', reused: 'inline' }) as Json;
    const { $schema: _, $defs = {}, id, ...body } = moveRefs(printed) as Json & { id?: string; $defs?: Json };
    for (const [name, definition] of Object.entries($defs)) schemas[name] = withoutId(definition as Json);
    if (!id) return body;
    schemas[id] = body;
    return { $ref: `#/components/schemas/${id}` };
  };
  return { schemas, print };
};

const withoutId = ({ id: _, ...rest }: Json): Json => rest;

/** zod keeps named schemas under `$defs` of each print; OpenAPI has one place for all. */
const moveRefs = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value).replaceAll('"#/$defs/', '"#/components/schemas/'));

type Printer = ReturnType<typeof createPrinter>;

const parametersOf = ({ print }: Printer, schema: z.ZodType | undefined, place: 'path' | 'query'): Json[] => {
  if (!schema) return [];
  const { properties = {}, required = [] } = print(schema, 'input') as { properties?: Json; required?: string[] };
  return Object.entries(properties).map(([name, property]) => ({
    ...{ name, in: place, schema: property },
    required: place === 'path' || required.includes(name),
  }));
};

const header = (name: string, description: string): Json => ({
  name,
  in: 'header',
  description,
  schema: { type: 'string' },
});

const headersOf = ({ path, access, honoursIdempotencyKey }: HandledRoute): Json[] => [
  ...(actsInOrganization(access) && !namesItsOrganization(path)
    ? [header('X-Organization-Id', 'The organization of the list or of what is created; the personal one without it')]
    : []),
  ...(honoursIdempotencyKey ? [header('Idempotency-Key', 'The same key and body give the same answer')] : []),
];

const answersOf = ({ print }: Printer, { answers }: HandledRoute): Json =>
  Object.fromEntries(
    answers.map(({ status, type = 'application/json', schema, description = 'Done' }) => {
      const content = schema && { content: { [type]: { schema: print(schema, 'output') } } };
      return [status, { description, ...content }];
    }),
  );

const operationOf = (printer: Printer, route: HandledRoute): Json => ({
  operationId: route.operationId,
  summary: route.summary,
  tags: [route.path.split('/')[1] ?? ''],
  security: securityOf(route.access),
  ...('permission' in route.access && { 'x-permission': route.access.permission }),
  parameters: [
    ...parametersOf(printer, route.params, 'path'),
    ...parametersOf(printer, route.query, 'query'),
    ...headersOf(route),
  ],
  ...(route.body && {
    requestBody: {
      required: !route.body.safeParse(undefined).success,
      content: { 'application/json': { schema: printer.print(route.body, 'input') } },
    },
  }),
  responses: {
    ...(route.body && { 415: refusal('UnsupportedMediaType') }),
    ...{ 429: refusal('TooManyRequests'), 503: refusal('Unavailable') },
    ...answersOf(printer, route),
    default: refusal('Problem'),
  },
});

const DESCRIPTION =
  'Uploads, processing and playback of videos. Unknown query parameters are ignored; unknown fields in a body are refused. ' +
  'Every GET also answers HEAD; any other method that an address does not take gets 405 with `Allow`.';

/** The description of the API, printed from its routes and the contracts' schemas. Pure. */
export const toOpenApi = (routes: readonly HandledRoute[]): OpenApiDocument => {
  const printer = createPrinter();
  printer.print(Problem, 'output');
  const paths: Record<string, Json> = {};
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(printer, route) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'media-processor', version: '1', description: DESCRIPTION },
    servers: [{ url: '.' }],
    paths,
    components: {
      schemas: printer.schemas,
      responses: REFUSALS,
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
        sessionCookie: { type: 'apiKey', in: 'cookie', name: SESSION_COOKIE },
        playbackToken: { type: 'apiKey', in: 'query', name: 'token' },
      },
    },
  };
};
