import { STATUS_CODES } from 'node:http';
import { ERRORS, type ErrorCode } from '@media/core';
import { z } from 'zod';
import { type Access, actsInOrganization } from '../http/access.js';
import type { HandledRoute } from '../http/collect-routes.js';
import { pathSelectsOrganization } from '../http/resources.js';
import type { RouteResponse } from '../http/route.js';
import { type HeaderName, headersOf, parameter } from './components.js';
import { documentedErrors } from './documented-errors.js';
import type { Json, SchemaPrinter } from './schema-printer.js';

const BEARER = { bearer: [] };
const API_KEY = { apiKey: [] };

const securityOf = ({ access, takesSessionCookie }: HandledRoute): Json[] => {
  switch (access.kind) {
    case 'public':
      return takesSessionCookie ? [{ sessionCookie: [] }, {}] : [];
    case 'actor':
      return [BEARER, API_KEY, { playbackToken: [] }];
    case 'signedIn':
      return [BEARER, ...(access.allowsSessionCookie ? [{ sessionCookie: [] }] : [])];
    case 'permission':
      return [BEARER, API_KEY, ...(access.allowsPlaybackToken ? [{ playbackToken: [] }] : [])];
  }
};

const requirement = (access: Access): string =>
  access.kind === 'permission' ? `\n\nRequires the \`${access.permission}\` permission.` : '';

const parametersOf = ({ print }: SchemaPrinter, schema: z.ZodType | undefined, place: 'path' | 'query'): Json[] => {
  if (!schema) return [];
  const { properties = {}, required = [] } = print(schema, 'query') as { properties?: Json; required?: string[] };
  return Object.entries(properties as Record<string, Json>).map(([name, { description, ...property }]) => ({
    ...{ name, in: place, ...(description !== undefined && { description }), schema: property },
    required: place === 'path' || required.includes(name),
  }));
};

const headerParametersOf = ({ path, access, responses, method, honorsIdempotencyKey }: HandledRoute): Json[] => [
  ...(actsInOrganization(access) && !pathSelectsOrganization(path) ? [parameter('OrganizationId')] : []),
  ...(honorsIdempotencyKey ? [parameter('IdempotencyKey')] : []),
  ...(responses.some(({ type }) => type === 'text/event-stream') ? [parameter('LastEventId')] : []),
  ...(actsInOrganization(access) && method !== 'GET' ? [parameter('Traceparent')] : []),
];

/** The route's own example, or the first example of its schema. */
const exampleOf = (schema: z.ZodType, given: unknown): Json => {
  const { examples } = z.globalRegistry.get(schema) ?? {};
  const example = given ?? (Array.isArray(examples) ? examples[0] : undefined);
  return example === undefined ? {} : { example };
};

const bodyOf = ({ print }: SchemaPrinter, { body, examples }: HandledRoute): Json => {
  if (!body) return {};
  const content = { schema: print(body, 'body'), ...exampleOf(body, examples?.body) };
  const required = !body.safeParse(undefined).success;
  return { requestBody: { required, content: { 'application/json': content } } };
};

const contentOf = (
  { print }: SchemaPrinter,
  { schema, type, status }: RouteResponse,
  { examples }: HandledRoute,
): Json => {
  const example = examples?.responses?.[status];
  if (schema) {
    const media = { schema: print(schema, 'response'), ...exampleOf(schema, example) };
    return { content: { [type ?? 'application/json']: media } };
  }
  if (type === undefined) return {};
  return { content: { [type]: { schema: { type: 'string' }, ...(example !== undefined && { example }) } } };
};

const LIMIT_HEADERS: readonly HeaderName[] = ['RateLimit', 'RateLimitPolicy'];

const responsesOf = (printer: SchemaPrinter, route: HandledRoute, isLimited: boolean): Json =>
  Object.fromEntries(
    route.responses.map((response) => {
      const headers: HeaderName[] = ['RequestId', ...(isLimited ? LIMIT_HEADERS : [])];
      if (response.status === 302) headers.push('Location');
      const description = response.description ?? STATUS_CODES[response.status] ?? 'Done';
      return [response.status, { description, headers: headersOf(headers), ...contentOf(printer, response, route) }];
    }),
  );

const HEADERS_BY_STATUS: Readonly<Record<number, readonly HeaderName[]>> = {
  401: ['WwwAuthenticate'],
  429: ['RetryAfter', ...LIMIT_HEADERS],
  503: ['RetryAfter'],
};

const PROBLEM = { $ref: '#/components/schemas/Problem' };

const problemResponse = (status: number, codes: readonly ErrorCode[]): Json => ({
  description: codes.map((code) => `- \`${code}\`: ${ERRORS[code].text}`).join('\n'),
  headers: headersOf(['RequestId', ...(HEADERS_BY_STATUS[status] ?? [])]),
  content: {
    'application/problem+json': {
      schema: PROBLEM,
      examples: Object.fromEntries(codes.map((code) => [code, { $ref: `#/components/examples/${code}` }])),
    },
  },
  'x-error-codes': codes,
});

const errorsOf = (errors: ReadonlyMap<number, readonly ErrorCode[]>): Json =>
  Object.fromEntries([...errors].map(([status, codes]) => [status, problemResponse(status, codes)]));

export const toOperation = (printer: SchemaPrinter, route: HandledRoute): Json => {
  const errors = documentedErrors(route);
  return {
    ...{ operationId: route.operationId, summary: route.summary, tags: [route.tag] },
    description: `${route.description ?? ''}${requirement(route.access)}`.trim(),
    security: securityOf(route),
    ...('permission' in route.access && { 'x-permission': route.access.permission }),
    parameters: [
      ...parametersOf(printer, route.params, 'path'),
      ...parametersOf(printer, route.query, 'query'),
      ...headerParametersOf(route),
    ],
    ...bodyOf(printer, route),
    responses: {
      ...errorsOf(errors),
      // The route's own responses win: the readiness probe documents 503 with its own schema.
      ...responsesOf(printer, route, errors.get(429) !== undefined),
      default: { $ref: '#/components/responses/Problem' },
    },
  };
};
