import { execFileSync } from 'node:child_process';

/** Another user to run as. `reachAll`: it must pass through folders that only root may enter. */
export type RunAs = { uid: number; gid: number; reachAll: boolean };

type Program = { command: string; args: readonly string[]; runAs?: RunAs; stopSignal?: NodeJS.Signals };
type Confined = { command: string; args: string[]; uid?: number; gid?: number };

let setprivWorks: boolean | undefined;

/** util-linux's setpriv(1), in every Debian and Ubuntu; its busybox namesake lacks these options. */
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

/** The setpriv(1) arguments that make a program die with its parent and, if asked, run as another user. Pure. */
export const setprivArgs = ({ command, args, runAs, stopSignal = 'SIGTERM' }: Program): string[] => {
  const user = runAs ? [`--reuid=${runAs.uid}`, `--regid=${runAs.gid}`, '--clear-groups'] : [];
  // An ambient capability survives exec without making the program "secure-execution", which would ignore its RUNPATH.
  const reach = runAs?.reachAll ? ['--inh-caps=+dac_override', '--ambient-caps=+dac_override'] : [];
  return [...user, ...reach, '--pdeathsig', stopSignal.replace('SIG', ''), '--', command, ...args];
};

/**
 * How to start a program so that it ends when we are killed -9 and runs as the given user.
 * Without setpriv it outlives us until the next start ends it; a folder that only root may enter is then an error.
 */
export const confine = (program: Program): Confined => {
  if (hasSetpriv()) return { command: 'setpriv', args: setprivArgs(program) };
  const { command, args, runAs } = program;
  if (runAs?.reachAll)
    throw new Error(
      `${command} cannot run as root, and its folder is closed to other users. Move the project and DATA_DIR to a folder that others may enter, or name servers of your own by DATABASE_URL and REDIS_URL.`,
    );
  return { command, args: [...args], ...(runAs ? { uid: runAs.uid, gid: runAs.gid } : {}) };
};
