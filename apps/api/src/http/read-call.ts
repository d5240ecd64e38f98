import { explainIssue, type FieldProblem, fieldProblems } from '@media/contracts';
import { AppError, type RequestActor } from '@media/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { invalidFields } from './invalid-fields.js';
import { resourceAt } from './resources.js';
import type { Route } from './route.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who makes it; the guard has found out. Public routes have none. */
    actor: RequestActor | undefined;
  }
}

type Refusal = (problems: readonly FieldProblem[]) => AppError;

/** Lets through what the schema accepts, as the schema gives it; nothing without a schema. */
const parser =
  (schema: z.ZodType | undefined, refusalOf: Refusal) =>
  (value: unknown): unknown => {
    if (!schema) return undefined;
    const parsed = schema.safeParse(value, { error: explainIssue });
    if (parsed.success) return parsed.data;
    throw refusalOf(fieldProblems(parsed.error));
  };

/** An id that can't be one is answered like one that doesn't exist; anything else leads nowhere, like any other wrong address. */
const refusalOfParams = (path: string): Refusal => {
  const missing = resourceAt(path)?.missing;
  return (problems) =>
    missing !== undefined && problems.some((problem) => problem.path === 'id')
      ? new AppError(missing)
      : invalidFields(problems, 'ROUTE_NOT_FOUND');
};

const fieldsOf = (body: unknown): string[] => {
  if (body === undefined) return [];
  return typeof body === 'object' && body !== null && !Array.isArray(body) ? Object.keys(body) : [''];
};

/** A route that takes no body knows no field of one: whoever sends some means something that would not happen. */
const refuseBody = (body: unknown): undefined => {
  const fields = fieldsOf(body);
  if (fields.length === 0) return undefined;
  throw invalidFields(fields.map((path) => ({ path, message: 'This request takes no body' })));
};

/** Reads requests by a route's schemas. @throws AppError of kind invalid or missing */
export const createCallReader = ({ path, ...schemas }: Route) => {
  const readParams = parser(schemas.params, refusalOfParams(path));
  const readQuery = parser(schemas.query, invalidFields);
  const readBody = schemas.body ? parser(schemas.body, invalidFields) : refuseBody;
  return (request: FastifyRequest, reply: FastifyReply) => ({
    params: readParams(request.params),
    query: readQuery(request.query),
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
