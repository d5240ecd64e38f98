import { z } from 'zod';
import { openEnum } from './open-enum.js';

export const Liveness = z
  .object({ status: z.literal('ok').describe('Always `ok`.') })
  .meta({ id: 'Liveness', description: 'The process is running.', examples: [{ status: 'ok' }] });
export type Liveness = z.infer<typeof Liveness>;

const CheckStatus = openEnum(['ok', 'failed'], { id: 'CheckStatus', description: 'Result of a health check.' });
const check = (service: string) =>
  z
    .object({ status: CheckStatus.describe('`ok` if the service responded within two seconds.') })
    .describe(`Health of ${service}.`);

export const Readiness = z
  .object({
    status: CheckStatus.describe('`failed` if any check failed.'),
    checks: z
      .object({ postgres: check('PostgreSQL'), redis: check('Redis'), s3: check('object storage') })
      .describe('One check per service that the API depends on.'),
  })
  .meta({
    id: 'Readiness',
    description: 'Health of the services that the API depends on.',
    examples: [
      { status: 'failed', checks: { postgres: { status: 'ok' }, redis: { status: 'failed' }, s3: { status: 'ok' } } },
    ],
  });
export type Readiness = z.infer<typeof Readiness>;

export const OpenApiDocument = z
  .looseObject({
    openapi: z.string().describe('Version of the OpenAPI specification.'),
    info: z.looseObject({}).describe('Title, version and introduction.'),
    paths: z.record(z.string(), z.looseObject({})).describe('Operations by path and method.'),
  })
  .meta({ id: 'OpenApiDocument', description: 'An OpenAPI document. Only its top-level fields are listed here.' });
export type OpenApiDocument = z.infer<typeof OpenApiDocument>;
