import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { freePort } from '@media/local-services';

const ROOT = join(import.meta.dirname, '../../..');
const START_MS = 240_000;

/** A copy of the whole product, started by the launcher. */
export type Product = {
  webUrl: string;
  apiUrl: string;
  ports: { API_PORT: number; WEB_PORT: number; S3_PORT: number };
  dataDir: string;
  pid: number;
  /** What the launcher has printed so far. */
  output(): string;
  /** Sends a signal, to all of the foreground as a terminal does, and waits for the end; the exit code if there is one. */
  end(signal: 'SIGINT' | 'SIGTERM' | 'SIGKILL'): Promise<number | undefined>;
};

export type ProductOptions = {
  dataDir: string;
  ports?: Product['ports'];
  env?: Record<string, string>;
  /** By the command that the README tells, npx and pnpm included, instead of by the program behind it. */
  byReadme?: boolean;
};

export const freePorts = async (): Promise<Product['ports']> => ({
  API_PORT: await freePort(),
  WEB_PORT: await freePort(),
  S3_PORT: await freePort(),
});

// The environment of the tests' own services must not reach the product, which brings its own.
export const cleanEnv = (): NodeJS.ProcessEnv => {
  const { DATABASE_URL, REDIS_URL, REDIS_HOST, S3_ENDPOINT, AWS_S3_BUCKET, NODE_ENV, VITEST, ...rest } = process.env;
  return { ...rest, ENV_FILE: '' };
};

const spawnLauncher = ({ dataDir, env, byReadme }: ProductOptions, ports: Product['ports']): ChildProcess => {
  const [command, ...args] = byReadme
    ? ['npx', '--no-install', 'pnpm', 'start']
    : [process.execPath, 'tools/start/main.ts'];
  return spawn(command, args, {
    cwd: ROOT,
    env: { ...cleanEnv(), ...mapValues(ports), DATA_DIR: dataDir, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: byReadme ?? false, // a process group of its own, as a shell gives to what runs in the foreground
  });
};

const mapValues = (ports: Product['ports']): Record<string, string> =>
  Object.fromEntries(Object.entries(ports).map(([name, value]) => [name, String(value)]));

/** Runs the launcher until it ends by itself: for starts that must be refused. */
export const runLauncher = async (options: ProductOptions): Promise<{ code: number | null; output: string }> => {
  const child = spawnLauncher(options, options.ports ?? (await freePorts()));
  const output = collect(child);
  const [code] = (await once(child, 'exit')) as [number | null];
  return { code, output: output() };
};

/** Starts the product and waits until it says that it is ready. */
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
      if (options.byReadme && child.pid) process.kill(-child.pid, signal);
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
