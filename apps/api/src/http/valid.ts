import { explainIssue, fieldProblems } from '@media/contracts';
import type { ErrorCode } from '@media/core';
import { Body, Param, type PipeTransform, Query } from '@nestjs/common';
import type { z } from 'zod';
import { invalidFields } from './invalid-fields.js';
import { type RouteName, routeNamed } from './routes.js';

/** Lets through what the schema accepts, as the schema gives it. */
class ZodPipe implements PipeTransform {
  constructor(
    private readonly schema: z.ZodType,
    private readonly refusal: ErrorCode,
  ) {}

  transform(value: unknown): unknown {
    const parsed = this.schema.safeParse(value, { error: explainIssue });
    if (parsed.success) return parsed.data;
    throw invalidFields(fieldProblems(parsed.error), this.refusal);
  }
}

const schemaOf = (name: RouteName, part: 'body' | 'query' | 'params'): z.ZodType => {
  const schema = routeNamed(name)[part];
  if (!schema) throw new Error(`The route ${name} takes no ${part}.`);
  return schema;
};

export const ValidBody = (name: RouteName): ParameterDecorator =>
  Body(new ZodPipe(schemaOf(name, 'body'), 'REQUEST_INVALID'));
export const ValidQuery = (name: RouteName): ParameterDecorator =>
  Query(new ZodPipe(schemaOf(name, 'query'), 'REQUEST_INVALID'));
/** An id that cannot be one leads nowhere, like any other wrong address. */
export const ValidParams = (name: RouteName): ParameterDecorator =>
  Param(new ZodPipe(schemaOf(name, 'params'), 'ROUTE_NOT_FOUND'));
