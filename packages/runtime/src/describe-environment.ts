import { z } from 'zod';
import { ENVIRONMENT, ROLE_ENVIRONMENT } from './environment.js';
import type { WorkerRole } from './worker-environment.js';

/** An environment variable, as documented. */
export type Variable = {
  name: string;
  meaning: string;
  /** Undefined if there is none, or if it follows from other variables. */
  defaultValue?: string;
  isRequired: boolean;
};

const isService = (name: string): boolean => name in ENVIRONMENT.services.shape;

const variablesOf = (schema: z.ZodObject): Variable[] => {
  // The input schema: a variable with a default is not required there.
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

/** Exactly the variables that each program reads. Pure. */
export const environmentNames = (): Record<Program, string[]> => ({
  api: namesOf(ENVIRONMENT.api),
  migrate: namesOf(ENVIRONMENT.migrate),
  worker: namesOf(ENVIRONMENT.worker),
  web: namesOf(ENVIRONMENT.web),
});

/** The variables that a worker reads for one role only. Pure. */
export const roleNames = (): Record<WorkerRole, string[]> => ({
  control: namesOf(ROLE_ENVIRONMENT.control),
  encode: namesOf(ROLE_ENVIRONMENT.encode),
});

/** The variables of all programs: shared by API and worker, of one of them only, and of the web server. Pure. */
export const describeEnvironment = (): Record<'both' | 'api' | 'worker' | 'web', Variable[]> => ({
  both: variablesOf(ENVIRONMENT.services),
  api: variablesOf(ENVIRONMENT.api).filter(({ name }) => !isService(name)),
  worker: variablesOf(ENVIRONMENT.worker).filter(({ name }) => !isService(name)),
  web: variablesOf(ENVIRONMENT.web),
});
