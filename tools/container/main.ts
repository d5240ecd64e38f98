import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { StartupError } from '../start/startup-error.ts';
import { containerEnvironment } from './container-environment.ts';
import { prepareSecrets, readSecrets } from './container-secrets.ts';
import { ownNetworks } from './own-networks.ts';

const HEALTH_TIMEOUT_MS = 5_000;

/** Imports the program instead of spawning it, so that signals reach it directly. */
const run = async (entry: string, args: string[]): Promise<void> => {
  const { IN_COMPOSE, SECRETS_DIR } = process.env;
  if (IN_COMPOSE === 'true') {
    const secrets = SECRETS_DIR ? readSecrets(SECRETS_DIR, process.env) : undefined;
    Object.assign(process.env, containerEnvironment(process.env, { secrets, networks: ownNetworks(), entry }));
  }
  const path = resolve(entry);
  process.argv = [process.execPath, path, ...args];
  await import(pathToFileURL(path).href);
};

/** Any status below 500 is healthy: the embedded S3 answers unsigned requests with 403. */
const checkHealth = async (url: string): Promise<void> => {
  const { status } = await fetch(url, { signal: AbortSignal.timeout(HEALTH_TIMEOUT_MS), redirect: 'manual' });
  if (status >= 500) throw new Error(`${url} answered ${status}`);
};

const [command, first = '', ...rest] = process.argv.slice(2);
try {
  if (command === 'setup') prepareSecrets(process.env.SECRETS_DIR ?? '', process.env);
  else if (command === 'health') await checkHealth(first);
  else if (command === 'run') await run(first, rest);
  else throw new Error('Usage: main.ts setup | run PROGRAM | health URL');
} catch (error) {
  console.error(error instanceof StartupError ? error.message : error);
  process.exit(1);
}
