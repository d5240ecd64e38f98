import { buildAll } from '../build/build-all.ts';
import { appEnvironments } from './app-environments.ts';
import { appUnits, compilerUnit } from './app-units.ts';
import { childEnvironment } from './child-environment.ts';
import { choosePorts } from './ports.ts';
import type { Progress } from './progress.ts';
import { sandboxWarning } from './sandbox-warning.ts';
import { readOrCreateSecrets, withGiven } from './secrets.ts';
import type { Session } from './session.ts';
import type { Settings } from './settings.ts';
import { storeUnits } from './store-units.ts';
import type { Unit } from './supervise.ts';
import { ensurePrograms, ffmpegPaths, programsFor } from './system-packages.ts';

// Imported after the build, which compiles our packages.
const namesRead = async () => (await import('@media/runtime')).environmentNames();

const migrate = async (databaseUrl: string): Promise<void> => {
  const { applyMigrations } = await import('@media/database');
  await applyMigrations(databaseUrl);
};

/** Starts everything, in order. */
export const bringUp = async (settings: Settings, session: Session, progress: Progress): Promise<void> => {
  ensurePrograms(programsFor(settings.embedded), progress.line);
  const secrets = withGiven(readOrCreateSecrets(settings.dataDir), process.env);
  const ports = await choosePorts(settings);
  const stores = storeUnits(settings, ports, secrets);
  const known = childEnvironment(settings, ports, secrets, stores.addresses, {
    ...ffmpegPaths(),
    ...process.env,
  });

  const { root, isDev } = settings;
  const build = { root, withWeb: !isDev, report: progress.line, onSpawn: session.adopt };
  const run = async (...units: (Unit | undefined)[]): Promise<void> => {
    const servers = units.filter((unit) => unit !== undefined);
    const names = servers.map(({ name }) => name).join(', ');
    if (servers.length) await progress.step(`Start ${names}`, () => Promise.all(servers.map(session.run)));
  };
  await Promise.all([
    progress.step('Build', () => buildAll(build)),
    run(stores.postgres, stores.redis), // third-party programs don't need the build
  ]);
  await run(stores.s3);
  await progress.step('Apply database migrations', () => migrate(known.DATABASE_URL ?? ''));
  if (isDev) await session.run(compilerUnit(settings));
  const env = appEnvironments(known, await namesRead(), settings);
  await progress.step('Start worker, api, web', () => Promise.all(appUnits(settings, ports, env).map(session.run)));
  const warning = sandboxWarning(settings.workerDir);
  if (warning) progress.line(`\n${warning}`);
};
