import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

/** Where variables may stand that the environment does not name: `.env`, or what ENV_FILE says; undefined for none. */
export const envFile = (env: Readonly<Record<string, string | undefined>>, root: string): string | undefined => {
  const name = env.ENV_FILE ?? '.env';
  const path = resolve(root, name);
  return name !== '' && existsSync(path) ? path : undefined;
};
