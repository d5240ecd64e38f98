import { isLoopback } from '../start/connect-host.ts';
import { StartupError } from '../start/startup-error.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** The public secrets of the .env.example files, acceptable only on a machine that others can't reach. */
export const EXAMPLE_SECRETS: Readonly<Record<string, string>> = {
  JWT_SECRET: 'for-this-machine-only-for-this-machine-only',
  POSTGRES_PASSWORD: 'for-this-machine-only',
  REDIS_PASSWORD: 'for-this-machine-only',
  AWS_SECRET_ACCESS_KEY: 'for-this-machine-only',
};

const isExposed = ({ PUBLIC_URL, BIND_HOST }: Environment): boolean =>
  (!!PUBLIC_URL && URL.canParse(PUBLIC_URL) && !isLoopback(new URL(PUBLIC_URL).hostname)) ||
  (!!BIND_HOST && !isLoopback(BIND_HOST));

/** @throws StartupError if the product is exposed to other machines while it uses the public example secrets */
export const rejectExampleSecrets = (given: Environment): void => {
  const names = Object.keys(EXAMPLE_SECRETS).filter((name) => given[name] === EXAMPLE_SECRETS[name]);
  if (names.length === 0 || !isExposed(given)) return;
  throw new StartupError(
    `${names.join(' and ')} ${names.length > 1 ? 'have public values' : 'has a public value'} from .env.example, but PUBLIC_URL or BIND_HOST opens the product to other machines. Set your own (openssl rand -hex 32), or remove them from .env: a new installation generates them.`,
  );
};
