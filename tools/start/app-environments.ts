import { nodeEnvironment } from '@media/local-services';
import type { Settings } from './settings.ts';

/** The programs of ours that the launcher starts with an environment of their own each. */
export type AppName = 'api' | 'worker' | 'web';
export type AppEnvironments = Readonly<Record<AppName, NodeJS.ProcessEnv>>;
type Environment = Readonly<Record<string, string | undefined>>;
type Names = Readonly<Record<AppName, readonly string[]>>;

/** What the libraries behind a store of one's own read by themselves: the AWS SDK (profiles, roles) and PostgreSQL's client. */
const libraryNames = ({ postgres, s3 }: Settings['embedded']): RegExp[] => [
  ...(s3 ? [] : [/^AWS_\w+$/]),
  ...(postgres ? [] : [/^PG[A-Z]+$/]),
];

/**
 * What each program finds in its environment: of all that is known, what `names`, its schema, says it reads. Web is
 * reached by everybody and renders what strangers have written; it holds no secret. Pure.
 */
export const appEnvironments = (known: Environment, names: Names, { embedded }: Settings): AppEnvironments => {
  const pick = (app: AppName, more: readonly RegExp[] = []): NodeJS.ProcessEnv => {
    const isRead = (name: string) => names[app].includes(name) || more.some((pattern) => pattern.test(name));
    return { ...nodeEnvironment(known), ...Object.fromEntries(Object.entries(known).filter(([name]) => isRead(name))) };
  };
  const libraries = libraryNames(embedded);
  return { api: pick('api', libraries), worker: pick('worker', libraries), web: pick('web') };
};
