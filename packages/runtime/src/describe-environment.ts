import { z } from 'zod';
import { ENVIRONMENT, ROLE_ENVIRONMENT, type WorkerRole } from './environment.js';

/** An environment variable, as documentation tells of it. */
export type Variable = {
  name: string;
  meaning: string;
  /** What counts when it is not set; undefined without one, and where it follows from other variables. */
  defaultValue?: string;
  isRequired: boolean;
};

const isService = (name: string): boolean => name in ENVIRONMENT.services.shape;

const variablesOf = (schema: z.ZodObject): Variable[] => {
  // As it is given, not as it is parsed: what has a default is not required.
  const { properties = {}, required = [] } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return Object.entries(properties).map(([name, property]) => {
    const { description = '', default: preset } = Object(property) as { description?: string; default?: unknown };
    return {
      name,
      meaning: description,
      ...(preset !== undefined && { defaultValue: String(preset) }),
      isRequired: required.includes(name),
    };
  });
};

type Program = 'api' | 'migrate' | 'worker' | 'web';

const namesOf = (schema: z.ZodObject): string[] => Object.keys(schema.shape);

/** Every variable that a program reads, and none besides: what it is to be given. Pure. */
export const environmentNames = (): Record<Program, string[]> => ({
  api: namesOf(ENVIRONMENT.api),
  migrate: namesOf(ENVIRONMENT.migrate),
  worker: namesOf(ENVIRONMENT.worker),
  web: namesOf(ENVIRONMENT.web),
});

/** The variables that a worker reads for one of its roles alone. Pure. */
export const roleNames = (): Record<WorkerRole, string[]> => ({
  control: namesOf(ROLE_ENVIRONMENT.control),
  encode: namesOf(ROLE_ENVIRONMENT.encode),
});

/** What the processes read from their environment: what API and worker both read, what only one of them does, and web. Pure. */
export const describeEnvironment = (): Record<'both' | 'api' | 'worker' | 'web', Variable[]> => ({
  both: variablesOf(ENVIRONMENT.services),
  api: variablesOf(ENVIRONMENT.api).filter(({ name }) => !isService(name)),
  worker: variablesOf(ENVIRONMENT.worker).filter(({ name }) => !isService(name)),
  web: variablesOf(ENVIRONMENT.web),
});
