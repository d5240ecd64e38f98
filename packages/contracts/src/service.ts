import { z } from 'zod';
import { openEnum } from './open-enum.js';

export const Liveness = z
  .object({ status: z.literal('ok').describe('Always `ok`: a process that does not run does not answer.') })
  .meta({ id: 'Liveness', description: 'The process runs.', examples: [{ status: 'ok' }] });
export type Liveness = z.infer<typeof Liveness>;

const CheckStatus = openEnum(['ok', 'failed'], { id: 'CheckStatus', description: 'What came of a check.' });
const check = (service: string) =>
  z
    .object({ status: CheckStatus.describe('`ok` when it answered within two seconds.') })
    .describe(`Whether ${service} answers.`);

export const Readiness = z
  .object({
    status: CheckStatus.describe('`failed` when one of the checks failed.'),
    checks: z
      .object({ postgres: check('PostgreSQL'), redis: check('Redis'), s3: check('the object store') })
      .describe('One check for each service that the API depends on.'),
  })
  .meta({
    id: 'Readiness',
    description: 'Whether the services that the API depends on answer.',
    examples: [
      { status: 'failed', checks: { postgres: { status: 'ok' }, redis: { status: 'failed' }, s3: { status: 'ok' } } },
    ],
  });
export type Readiness = z.infer<typeof Readiness>;

export const OpenApiDocument = z
  .looseObject({
    openapi: z.string().describe('Version of the OpenAPI specification.'),
    info: z.looseObject({}).describe('Title, version and introduction.'),
    paths: z.record(z.string(), z.looseObject({})).describe('The operations, by path and method.'),
  })
  .meta({ id: 'OpenApiDocument', description: 'An OpenAPI description, of which only the outline is listed here.' });
export type OpenApiDocument = z.infer<typeof OpenApiDocument>;
