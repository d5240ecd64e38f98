import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { identityOf, isRunning, type ProcessIdentity } from '@media/local-services';

const PREFIX = 'media-testkit-';
const OWNER = 'owner.json';

const ownerOf = (dir: string): ProcessIdentity | undefined => {
  try {
    return JSON.parse(readFileSync(join(dir, OWNER), 'utf8')) as ProcessIdentity;
  } catch {
    return undefined; // being created right now, or belongs to another user
  }
};

/** Removes the folders of killed runs. Retries, because their servers can still be writing there. */
export const removeAbandonedRunDirs = (): void => {
  for (const name of readdirSync(tmpdir())) {
    if (!name.startsWith(PREFIX)) continue;
    const dir = join(tmpdir(), name);
    const owner = ownerOf(dir);
    if (owner && !isRunning(owner)) rmSync(dir, { recursive: true, force: true, maxRetries: 10 });
  }
};

export type RunDir = { dir: string; remove(): void };

/** Creates a folder for this run. */
export const openRunDir = (): RunDir => {
  removeAbandonedRunDirs();
  const dir = mkdtempSync(join(tmpdir(), PREFIX));
  writeFileSync(join(dir, OWNER), JSON.stringify(identityOf(process.pid)));
  return { dir, remove: () => rmSync(dir, { recursive: true, force: true }) };
};
