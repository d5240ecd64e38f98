import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { freePort } from '@media/local-services';

const ROOT = join(import.meta.dirname, '../../..');
const START_MS = 240_000;

/** A running product with its own data and ports, started by the launcher. */
export type Product = {
  webUrl: string;
  apiUrl: string;
  ports: { API_PORT: number; WEB_PORT: number; S3_PORT: number };
  dataDir: string;
  pid: number;
  /** The launcher's output so far. */
  output(): string;
  /** Sends a signal and waits for the exit code. With `viaPnpm`, signals the whole process group, as a terminal does. */
  end(signal: 'SIGINT' | 'SIGTERM' | 'SIGKILL'): Promise<number | undefined>;
};

export type ProductOptions = {
  dataDir: string;
  ports?: Product['ports'];
  env?: Record<string, string>;
  /** Starts it with `npx pnpm start`, as the README says, instead of running the launcher directly. */
  viaPnpm?: boolean;
};

export const freePorts = async (): Promise<Product['ports']> => ({
  API_PORT: await freePort(),
  WEB_PORT: await freePort(),
  S3_PORT: await freePort(),
});

// The product starts its own services, so variables that name the tests' services must not reach it.
export const cleanEnv = (): NodeJS.ProcessEnv => {
  const { DATABASE_URL, REDIS_URL, REDIS_HOST, S3_ENDPOINT, AWS_S3_BUCKET, NODE_ENV, VITEST, ...rest } = process.env;
  return { ...rest, ENV_FILE: '' };
};

const spawnLauncher = ({ dataDir, env, viaPnpm }: ProductOptions, ports: Product['ports']): ChildProcess => {
  const [command, ...args] = viaPnpm
    ? ['npx', '--no-install', 'pnpm', 'start']
    : [process.execPath, 'tools/start/main.ts'];
  return spawn(command, args, {
    cwd: ROOT,
    env: { ...cleanEnv(), ...mapValues(ports), DATA_DIR: dataDir, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: viaPnpm ?? false, // its own process group, as a shell creates for a foreground job
  });
};

const mapValues = (ports: Product['ports']): Record<string, string> =>
  Object.fromEntries(Object.entries(ports).map(([name, value]) => [name, String(value)]));

/** Runs the launcher until it exits, for starts that must fail. */
export const runLauncher = async (options: ProductOptions): Promise<{ code: number | null; output: string }> => {
  const child = spawnLauncher(options, options.ports ?? (await freePorts()));
  const output = collect(child);
  const [code] = (await once(child, 'exit')) as [number | null];
  return { code, output: output() };
};

/** Starts the product and waits until it prints that it is ready. */
export const startProduct = async (options: ProductOptions): Promise<Product> => {
  const ports = options.ports ?? (await freePorts());
  const child = spawnLauncher(options, ports);
  const output = collect(child);
  const exited = once(child, 'exit') as Promise<[number | null, string | null]>;
  await untilReady(child, output);
  return {
    webUrl: `http://localhost:${ports.WEB_PORT}`,
    apiUrl: `http://localhost:${ports.API_PORT}`,
    ports,
    dataDir: options.dataDir,
    pid: child.pid ?? 0,
    output,
    end: async (signal) => {
      if (options.viaPnpm && child.pid) process.kill(-child.pid, signal);
      else child.kill(signal);
      const [code] = await exited;
      return code ?? undefined;
    },
  };
};

const collect = (child: ChildProcess): (() => string) => {
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8');
    stream?.on('data', (chunk: string) => {
      text += chunk;
    });
  }
  return () => text;
};

const untilReady = async (child: ChildProcess, output: () => string): Promise<void> => {
  const deadline = Date.now() + START_MS;
  while (!output().includes('Ready: ')) {
    if (child.exitCode !== null) throw new Error(`The launcher ended with ${child.exitCode}:\n${output()}`);
    if (Date.now() > deadline) {
      child.kill('SIGTERM');
      throw new Error(`The product was not ready after ${START_MS / 1_000} s:\n${output()}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
};
