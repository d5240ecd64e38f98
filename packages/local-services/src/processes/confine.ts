import { execFileSync } from 'node:child_process';

/** Another user to run as. `reachAll`: it must traverse folders that only root can enter. */
export type RunAs = { uid: number; gid: number; reachAll: boolean };

type Program = { command: string; args: readonly string[]; runAs?: RunAs; stopSignal?: NodeJS.Signals };
type Confined = { command: string; args: string[]; uid?: number; gid?: number };

let setprivWorks: boolean | undefined;

/** setpriv(1) of util-linux, part of Debian and Ubuntu. The busybox version lacks these options. */
const hasSetpriv = (): boolean => {
  if (process.platform !== 'linux') return false;
  try {
    if (setprivWorks === undefined) execFileSync('setpriv', ['--pdeathsig', 'TERM', 'true'], { stdio: 'ignore' });
    setprivWorks ??= true;
  } catch {
    setprivWorks = false;
  }
  return setprivWorks;
};

/** The setpriv(1) arguments that make a program exit with its parent and optionally run as another user. Pure. */
export const setprivArgs = ({ command, args, runAs, stopSignal = 'SIGTERM' }: Program): string[] => {
  const user = runAs ? [`--reuid=${runAs.uid}`, `--regid=${runAs.gid}`, '--clear-groups'] : [];
  // An ambient capability survives exec without making the program "secure-execution", which would ignore its RUNPATH.
  const reach = runAs?.reachAll ? ['--inh-caps=+dac_override', '--ambient-caps=+dac_override'] : [];
  return [...user, ...reach, '--pdeathsig', stopSignal.replace('SIG', ''), '--', command, ...args];
};

/**
 * Wraps a program so that it exits when we are killed, and runs as the given user. Without setpriv it keeps running until
 * the next start ends it, and folders that only root can enter are an error.
 */
export const confine = (program: Program): Confined => {
  if (hasSetpriv()) return { command: 'setpriv', args: setprivArgs(program) };
  const { command, args, runAs } = program;
  if (runAs?.reachAll)
    throw new Error(
      `${command} can't run as root, and other users can't enter its folder. Move the project and DATA_DIR to a folder that others can enter, or set DATABASE_URL and REDIS_URL to use external servers.`,
    );
  return { command, args: [...args], ...(runAs ? { uid: runAs.uid, gid: runAs.gid } : {}) };
};
