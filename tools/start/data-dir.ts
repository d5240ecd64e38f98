import { chmodSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Lock, takeLock } from '@media/local-services';
import { endLeftovers } from './children-record.ts';
import { requireFreeSpace } from './free-space.ts';
import { Refusal } from './refusal.ts';
import type { Settings } from './settings.ts';

const PRIVATE = 0o700;
/** Started by root, servers and ffmpeg run as other users: they pass through, but don't look around. */
const passable = (): number => (process.getuid?.() === 0 ? 0o711 : PRIVATE);

/** What other users of the machine may do in the folder, also in one that an earlier version made or a backup brought back. */
const closeToOthers = (dataDir: string): void => {
  const modes = { '.': passable(), worker: passable(), logs: PRIVATE, s3: PRIVATE, 'secrets.json': 0o600 };
  for (const [name, mode] of Object.entries(modes)) {
    const path = join(dataDir, name);
    if (existsSync(path)) chmodSync(path, mode);
  }
};

const makeDirs = ({ dataDir, logDir }: Settings): void => {
  try {
    mkdirSync(logDir, { recursive: true });
    closeToOthers(dataDir);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Refusal(`The folder ${dataDir} cannot be used (${why}). Set DATA_DIR to a folder that you may write to.`);
  }
};

/** Makes the folder ours: one launcher at a time, nothing left running by a launcher that was killed. */
export const openDataDir = async (settings: Settings): Promise<Lock> => {
  makeDirs(settings);
  requireFreeSpace(settings.dataDir);
  const outcome = takeLock(join(settings.dataDir, 'launcher.lock'));
  if ('heldBy' in outcome)
    throw new Refusal(
      `media-processor already runs in ${settings.dataDir} (process ${outcome.heldBy.pid}). Stop that one, or set DATA_DIR and the ports (WEB_PORT, API_PORT, S3_PORT) to run a second copy.`,
    );
  await endLeftovers(settings.dataDir);
  return outcome.lock;
};
