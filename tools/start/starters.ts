import { type ProcessEntry, processEntry } from '@media/local-services';

const SHELL = /^(\S*\/)?-?(sh|bash|dash|zsh|ash)\b/;
const PACKAGE_MANAGER = /(^|[/\s])(npm|npx|pnpm)(\.[cm]?js)?(\s|$)/;

/** Parent processes, nearest first. */
export const ancestors = (): ProcessEntry[] => {
  const found: ProcessEntry[] = [];
  for (let pid = process.ppid; pid > 1; ) {
    const entry = processEntry(pid);
    if (!entry) break;
    found.push(entry);
    pid = entry.parentPid;
  }
  return found;
};

/**
 * The npx, pnpm and shell processes that exist only to run us: the unbroken row up to the last package manager. A shell
 * above it belongs to a user or a script and can exit before us. Pure.
 */
export const packageManagers = (chain: readonly ProcessEntry[]): ProcessEntry[] => {
  const isManager = ({ command }: ProcessEntry) => !SHELL.test(command) && PACKAGE_MANAGER.test(command);
  const end = chain.findIndex((entry) => !isManager(entry) && !SHELL.test(entry.command));
  const row = chain.slice(0, end === -1 ? chain.length : end);
  return row.slice(0, row.findLastIndex(isManager) + 1);
};
