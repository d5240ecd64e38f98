import { chmodSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Lock, takeLock } from '@media/local-services';
import { endLeftovers } from './children-record.ts';
import { requireFreeSpace } from './free-space.ts';
import type { Settings } from './settings.ts';
import { StartupError } from './startup-error.ts';

const PRIVATE = 0o700;
/** When started by root, servers and ffmpeg run as other users, which must be able to traverse the folder but not list it. */
const traversable = (): number => (process.getuid?.() === 0 ? 0o711 : PRIVATE);

/** Sets permissions even if the folder exists: it can come from an earlier version or a backup. */
const restrictAccess = (dataDir: string): void => {
  const modes = { '.': traversable(), worker: traversable(), logs: PRIVATE, s3: PRIVATE, 'secrets.json': 0o600 };
  for (const [name, mode] of Object.entries(modes)) {
    const path = join(dataDir, name);
    if (existsSync(path)) chmodSync(path, mode);
  }
};

const makeDirs = ({ dataDir, logDir }: Settings): void => {
  try {
    mkdirSync(logDir, { recursive: true });
    restrictAccess(dataDir);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new StartupError(`Can't use the folder ${dataDir} (${reason}). Set DATA_DIR to a writable folder.`);
  }
};

/** Locks the folder for this launcher and ends children that a killed launcher left running. */
export const openDataDir = async (settings: Settings): Promise<Lock> => {
  makeDirs(settings);
  requireFreeSpace(settings.dataDir);
  const outcome = takeLock(join(settings.dataDir, 'launcher.lock'));
  if ('heldBy' in outcome)
    throw new StartupError(
      `media-processor is already running in ${settings.dataDir} (pid ${outcome.heldBy.pid}). Stop it, or set DATA_DIR and the ports (WEB_PORT, API_PORT, S3_PORT) to run a second copy.`,
    );
  await endLeftovers(settings.dataDir);
  return outcome.lock;
};
