import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { StartupError } from './startup-error.ts';

/** A system program (any of the names) and its packages. */
export type SystemProgram = { names: readonly string[]; apt: string; brew?: string };

export const FFMPEG: SystemProgram = { names: ['ffmpeg'], apt: 'ffmpeg', brew: 'ffmpeg' };
export const REDIS: SystemProgram = { names: ['redis-server'], apt: 'redis-server', brew: 'redis' };
/** Linux only: sandboxes ffmpeg. */
export const BUBBLEWRAP: SystemProgram = { names: ['bwrap'], apt: 'bubblewrap' };
export const CHROMIUM: SystemProgram = {
  names: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
  apt: 'chromium',
};

/** Programs that the product needs. `redis`: whether it starts its own Redis. */
export const programsFor = ({ redis }: { redis: boolean }): SystemProgram[] => [
  FFMPEG,
  ...(redis ? [REDIS] : []),
  ...(process.platform === 'linux' ? [BUBBLEWRAP] : []),
];

export type Machine = { platform: string; isRoot: boolean; has(program: string): boolean; sudoWorks(): boolean };

export type InstallPlan =
  | { kind: 'nothing' }
  | { kind: 'install'; commands: string[][] }
  | { kind: 'ask'; message: string };

const aptCommands = (packages: string[], prefix: string[]): string[][] => [
  [...prefix, 'apt-get', 'update'],
  [
    ...[...prefix, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-o', 'DPkg::Lock::Timeout=120'],
    ...['install', '-y', '--no-install-recommends', ...packages],
  ],
];

const planApt = (packages: string[], machine: Machine): InstallPlan => {
  if (machine.isRoot) return { kind: 'install', commands: aptCommands(packages, []) };
  if (machine.has('sudo') && machine.sudoWorks())
    return { kind: 'install', commands: aptCommands(packages, ['sudo', '-n']) };
  const command = `sudo apt-get update && sudo apt-get install -y ${packages.join(' ')}`;
  return {
    kind: 'ask',
    message: `Some required programs are missing, and installing them requires a password. Run this, then start again:\n\n  ${command}\n`,
  };
};

const planBrew = (packages: string[], machine: Machine): InstallPlan =>
  machine.has('brew')
    ? { kind: 'install', commands: [['brew', 'install', ...packages]] }
    : {
        kind: 'ask',
        message: `Some required programs are missing. Install Homebrew from https://brew.sh, run this, then start again:\n\n  brew install ${packages.join(' ')}\n`,
      };

/** How to install the missing programs on this machine. */
export const planInstall = (programs: readonly SystemProgram[], machine: Machine): InstallPlan => {
  const missing = programs.filter(({ names }) => !names.some((name) => machine.has(name)));
  if (machine.platform === 'darwin') {
    const packages = missing.flatMap(({ brew }) => brew ?? []);
    return packages.length ? planBrew(packages, machine) : { kind: 'nothing' };
  }
  if (missing.length === 0) return { kind: 'nothing' };
  if (machine.has('apt-get'))
    return planApt(
      missing.map(({ apt }) => apt),
      machine,
    );
  const names = missing.map((program) => program.names[0]).join(', ');
  return {
    kind: 'ask',
    message: `Some required programs are missing. Install them with your package manager, then start again: ${names}`,
  };
};

const isExecutable = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

const findProgram = (name: string): string | undefined =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .map((dir) => join(dir, name))
    .find(isExecutable);

/** Paths differ between Homebrew and Debian. */
export const ffmpegPaths = (): Record<string, string | undefined> => ({
  FFMPEG_PATH: findProgram('ffmpeg'),
  FFPROBE_PATH: findProgram('ffprobe'),
});

const thisMachine = (): Machine => ({
  platform: process.platform,
  isRoot: process.getuid?.() === 0,
  has: (program) => findProgram(program) !== undefined,
  sudoWorks: () => spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0,
});

const runAll = (commands: string[][]): void => {
  for (const [command = '', ...args] of commands) {
    const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
    // A failed update isn't fatal: the existing package lists may be sufficient.
    if (status === 0 || args.includes('update')) continue;
    const tail = `${stdout}${stderr}`.trimEnd().split('\n').slice(-15).join('\n');
    throw new StartupError(`${[command, ...args].join(' ')} failed:\n${tail}`);
  }
};

/** Installs missing programs. Without permission, throws a StartupError with the command to run. */
export const ensurePrograms = (programs: readonly SystemProgram[], report: (line: string) => void): void => {
  const plan = planInstall(programs, thisMachine());
  if (plan.kind === 'nothing') return;
  if (plan.kind === 'ask') throw new StartupError(plan.message);
  report('Installing missing programs (one to three minutes)');
  runAll(plan.commands);
};
