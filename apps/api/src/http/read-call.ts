import { explainIssue, type FieldProblem, fieldProblems } from '@media/contracts';
import { AppError, type RequestActor } from '@media/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { invalidFields } from './invalid-fields.js';
import { resourceAt } from './resources.js';
import type { Route } from './route.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the guard. Undefined on public routes. */
    actor: RequestActor | undefined;
  }
}

type ToError = (problems: readonly FieldProblem[]) => AppError;

/** Returns the parsed value, or undefined without a schema. */
const parser =
  (schema: z.ZodType | undefined, toError: ToError) =>
  (value: unknown): unknown => {
    if (!schema) return undefined;
    const parsed = schema.safeParse(value, { error: explainIssue });
    if (parsed.success) return parsed.data;
    throw toError(fieldProblems(parsed.error));
  };

/** A malformed id gets the same error as a missing resource. Other invalid parameters get the error of an unknown route. */
const paramErrors = (path: string): ToError => {
  const missing = resourceAt(path)?.missing;
  return (problems) =>
    missing !== undefined && problems.some((problem) => problem.path === 'id')
      ? new AppError(missing)
      : invalidFields(problems, 'ROUTE_NOT_FOUND');
};

/** The parameters of a query that can be repeated. */
const repeatable = (schema: z.ZodType | undefined): string[] =>
  schema instanceof z.ZodObject
    ? Object.entries(schema.shape).flatMap(([name, field]) => {
        const inner = field instanceof z.ZodOptional ? field.unwrap() : field;
        return inner instanceof z.ZodArray ? [name] : [];
      })
    : [];

/** Makes a list of a repeatable parameter that is given once. */
const withLists = (query: unknown, names: readonly string[]): unknown => {
  const given = { ...(query as Record<string, unknown>) };
  for (const name of names) if (typeof given[name] === 'string') given[name] = [given[name]];
  return given;
};

const fieldsOf = (body: unknown): string[] => {
  if (body === undefined) return [];
  return typeof body === 'object' && body !== null && !Array.isArray(body) ? Object.keys(body) : [''];
};

/** Rejects a body with fields on a route that takes none, because they would have no effect. */
const rejectBody = (body: unknown): undefined => {
  const fields = fieldsOf(body);
  if (fields.length === 0) return undefined;
  throw invalidFields(fields.map((path) => ({ path, message: "This operation doesn't take a body" })));
};

/** Validates requests against the schemas of a route. @throws AppError of kind invalid or missing */
export const createCallReader = ({ path, ...schemas }: Route) => {
  const readParams = parser(schemas.params, paramErrors(path));
  const readQuery = parser(schemas.query, invalidFields);
  const lists = repeatable(schemas.query);
  const readBody = schemas.body ? parser(schemas.body, invalidFields) : rejectBody;
  return (request: FastifyRequest, reply: FastifyReply) => ({
    params: readParams(request.params),
    query: readQuery(withLists(request.query, lists)),
    body: readBody(request.body),
    actor: request.actor,
    respond: (status: number, body?: unknown): unknown => {
      reply.status(status);
      return body;
    },
    request,
    reply,
  });
};
