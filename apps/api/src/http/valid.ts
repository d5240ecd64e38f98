import { explainIssue, type FieldProblem, fieldProblems } from '@media/contracts';
import { AppError } from '@media/core';
import { Body, Param, type PipeTransform, Query } from '@nestjs/common';
import type { z } from 'zod';
import { invalidFields } from './invalid-fields.js';
import { resourceAt } from './resources.js';
import { type RouteName, routeNamed } from './routes.js';

/** Lets through what the schema accepts, as the schema gives it. */
class ZodPipe implements PipeTransform {
  constructor(
    private readonly schema: z.ZodType,
    private readonly refusalOf: (problems: readonly FieldProblem[]) => AppError,
  ) {}

  transform(value: unknown): unknown {
    const parsed = this.schema.safeParse(value, { error: explainIssue });
    if (parsed.success) return parsed.data;
    throw this.refusalOf(fieldProblems(parsed.error));
  }
}

const schemaOf = (name: RouteName, part: 'body' | 'query' | 'params'): z.ZodType => {
  const schema = routeNamed(name)[part];
  if (!schema) throw new Error(`The route ${name} takes no ${part}.`);
  return schema;
};

export const ValidBody = (name: RouteName): ParameterDecorator =>
  Body(new ZodPipe(schemaOf(name, 'body'), invalidFields));
export const ValidQuery = (name: RouteName): ParameterDecorator =>
  Query(new ZodPipe(schemaOf(name, 'query'), invalidFields));
/** An id that can't be one is answered like one that doesn't exist; anything else leads nowhere, like any other wrong address. */
export const ValidParams = (name: RouteName): ParameterDecorator => {
  const missing = resourceAt(routeNamed(name).path)?.missing;
  return Param(
    new ZodPipe(schemaOf(name, 'params'), (problems) =>
      missing !== undefined && problems.some(({ path }) => path === 'id')
        ? new AppError(missing)
        : invalidFields(problems, 'ROUTE_NOT_FOUND'),
    ),
  );
};
