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

/** Who wrote the lock, or undefined when a crash or a full disk left something unreadable. */
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

/** link(2) makes the file appear whole or not at all, and only if there is none. */
const tryLink = (from: string, to: string): boolean => {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
};

/** Only one may clear a dead lock at a time, else the second would clear the lock that the first has just taken. */
const removeStale = (path: string): void => {
  const guard = `${path}.clearing`;
  try {
    mkdirSync(guard);
  } catch {
    // Held for microseconds; an old one was left by a crash in just these.
    if (Date.now() - (statSync(guard, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()) > GUARD_MS) removeGuard(guard);
    return;
  }
  if (!liveHolder(path)) rmSync(path, { force: true });
  removeGuard(guard);
};

/**
 * Takes the lock file for this process, or says which running process holds it. A holder that was killed -9, or whose
 * pid now belongs to another process, holds nothing.
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
