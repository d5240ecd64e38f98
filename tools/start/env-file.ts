import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

/** The path of `.env` or the file in ENV_FILE; undefined if there is none. */
export const envFile = (env: Readonly<Record<string, string | undefined>>, root: string): string | undefined => {
  const name = env.ENV_FILE ?? '.env';
  const path = resolve(root, name);
  return name !== '' && existsSync(path) ? path : undefined;
};
