import { isLoopback } from '../start/connect-host.ts';
import { Refusal } from '../start/refusal.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** The secrets in the .env.example files: good for one machine that nobody else reaches, and known to everyone. */
export const EXAMPLE_SECRETS: Readonly<Record<string, string>> = {
  JWT_SECRET: 'for-this-machine-only-for-this-machine-only',
  POSTGRES_PASSWORD: 'for-this-machine-only',
  REDIS_PASSWORD: 'for-this-machine-only',
  AWS_SECRET_ACCESS_KEY: 'for-this-machine-only',
};

const isForOthers = ({ PUBLIC_URL, BIND_HOST }: Environment): boolean =>
  (!!PUBLIC_URL && URL.canParse(PUBLIC_URL) && !isLoopback(new URL(PUBLIC_URL).hostname)) ||
  (!!BIND_HOST && !isLoopback(BIND_HOST));

/** Throws a Refusal when others reach a product whose secrets stand in this repository. */
export const refuseExamples = (given: Environment): void => {
  const names = Object.keys(EXAMPLE_SECRETS).filter((name) => given[name] === EXAMPLE_SECRETS[name]);
  if (names.length === 0 || !isForOthers(given)) return;
  throw new Refusal(
    `${names.join(' and ')} ${names.length > 1 ? 'are' : 'is'} as in .env.example, which everyone can read, and PUBLIC_URL or BIND_HOST let others in. Take them out of .env, and a new installation makes its own; or set others (openssl rand -hex 32).`,
  );
};
