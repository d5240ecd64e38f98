import { nodeEnvironment } from '@media/local-services';
import type { Settings } from './settings.ts';

export type AppName = 'api' | 'worker' | 'web';
export type AppEnvironments = Readonly<Record<AppName, NodeJS.ProcessEnv>>;
type Environment = Readonly<Record<string, string | undefined>>;
type Names = Readonly<Record<AppName, readonly string[]>>;

/** Variables that client libraries of external stores read themselves: the AWS SDK (profiles, roles) and the PostgreSQL client. */
const libraryNames = ({ postgres, s3 }: Settings['embedded']): RegExp[] => [
  ...(s3 ? [] : [/^AWS_\w+$/]),
  ...(postgres ? [] : [/^PG[A-Z]+$/]),
];

/**
 * The environment of each program: the variables of `known` that its schema (`names`) reads. Web is exposed to everyone and
 * renders untrusted content, so it gets no secrets. Pure.
 */
export const appEnvironments = (known: Environment, names: Names, { embedded }: Settings): AppEnvironments => {
  const pick = (app: AppName, more: readonly RegExp[] = []): NodeJS.ProcessEnv => {
    const isRead = (name: string) => names[app].includes(name) || more.some((pattern) => pattern.test(name));
    return { ...nodeEnvironment(known), ...Object.fromEntries(Object.entries(known).filter(([name]) => isRead(name))) };
  };
  const libraries = libraryNames(embedded);
  return { api: pick('api', libraries), worker: pick('worker', libraries), web: pick('web') };
};
