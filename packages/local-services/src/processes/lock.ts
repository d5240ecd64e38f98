import { linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { identityOf, isRunning, type ProcessIdentity } from './process-identity.ts';

export type Lock = { release(): void };
export type LockOutcome = { lock: Lock } | { heldBy: ProcessIdentity };

const GUARD_MS = 5_000;

const read = (path: string): string | undefined => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
};

/** The process that wrote the lock; undefined if a crash or a full disk left it unreadable. */
const holderOf = (text: string): ProcessIdentity | undefined => {
  try {
    const { pid, startedAt } = JSON.parse(text) as Partial<ProcessIdentity>;
    return typeof pid === 'number' && typeof startedAt === 'string' ? { pid, startedAt } : undefined;
  } catch {
    return undefined;
  }
};

const liveHolder = (path: string): ProcessIdentity | undefined => {
  const holder = holderOf(read(path) ?? '');
  return holder && isRunning(holder) ? holder : undefined;
};

const removeGuard = (guard: string): void => rmSync(guard, { recursive: true, force: true });

/** link(2) creates the complete file atomically, and fails if one exists. */
const tryLink = (from: string, to: string): boolean => {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
};

/** One process at a time: otherwise a second one could remove the lock that the first has just taken. */
const removeStale = (path: string): void => {
  const guard = `${path}.clearing`;
  try {
    mkdirSync(guard);
  } catch {
    // Held for microseconds, so an old guard was left by a crash.
    if (Date.now() - (statSync(guard, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()) > GUARD_MS) removeGuard(guard);
    return;
  }
  if (!liveHolder(path)) rmSync(path, { force: true });
  removeGuard(guard);
};

/**
 * Takes the lock file for this process, or returns the running process that holds it. Ignores locks of processes that
 * no longer run, even if their pid was reused.
 */
export const takeLock = (path: string): LockOutcome => {
  const mine = `${path}.${process.pid}`;
  writeFileSync(mine, JSON.stringify(identityOf(process.pid)), { mode: 0o600 });
  try {
    for (;;) {
      if (tryLink(mine, path)) return { lock: { release: () => rmSync(path, { force: true }) } };
      const holder = liveHolder(path);
      if (holder) return { heldBy: holder };
      removeStale(path);
    }
  } finally {
    rmSync(mine, { force: true });
  }
};
