import { existsSync } from 'node:fs';
import { COMMON_DENIED } from './denied-syscalls.js';
import { type ConfinedCall, FILTER_FD, type ProcessLimits, type Sandbox, type SpawnPlan } from './sandbox.js';
import { seccompFilter } from './seccomp-filter.js';

// Loose limits, because encoders reserve far more memory than they use. The cgroup or the watchdog enforces the real limit.
const ADDRESS_SPACE_BYTES = 12 * 2 ** 30;
const DATA_BYTES = 6 * 2 ** 30;

/** Wraps a call in the layers of a sandbox mode. The self-test checks whether they work. */
export const confine = (sandbox: Pick<Sandbox, 'mode' | 'owner'>, call: ConfinedCall): SpawnPlan => {
  const { owner } = sandbox;
  const limited = (args: string[]): SpawnPlan => ({ command: 'prlimit', args: [...limitArgs(call.limits), ...args] });
  const filter = seccompFilter(process.arch);
  const filtered = (args: string[]): SpawnPlan => ({ ...limited(args), ...(filter && { filter }) });
  const filterArgs = filter ? ['--seccomp', String(FILTER_FD)] : [];
  switch (sandbox.mode) {
    case 'bwrap-root':
      // Root builds the sandbox, so that it can include folders that only root can access. setpriv then drops root.
      return filtered([
        'bwrap',
        ...filterArgs,
        ...rootSandboxArgs(call),
        ...(owner ? dropTo(owner) : []),
        call.program,
        ...call.args,
      ]);
    case 'bwrap':
      return {
        ...filtered(['bwrap', ...filterArgs, '--unshare-all', ...sandboxArgs(call), call.program, ...call.args]),
        ...owner,
      };
    case 'landlock':
      return { ...limited([...denySyscalls, ...restrictFiles(call), call.program, ...call.args]), ...owner };
    case 'landlock-files':
      return { ...limited([...restrictFiles(call), call.program, ...call.args]), ...owner };
    case 'limits-only':
      return { ...limited(['setpriv', '--no-new-privs', '--pdeathsig', 'KILL', call.program, ...call.args]), ...owner };
    case 'none':
      return { command: call.program, args: [...call.args] };
  }
};

const limitArgs = ({ cpuSeconds, fileBytes }: ProcessLimits): string[] => [
  // ffmpeg catches the soft limit and exits cleanly. No limit on processes, because that counts per user, not per task.
  `--cpu=${Math.ceil(cpuSeconds)}:${Math.ceil(cpuSeconds) + 5}`,
  ...[`--fsize=${fileBytes}`, `--as=${ADDRESS_SPACE_BYTES}`, `--data=${DATA_BYTES}`, '--nofile=256', '--core=0', '--'],
];

const dropTo = ({ uid, gid }: { uid: number; gid: number }): string[] => [
  ...[
    'setpriv',
    `--reuid=${uid}`,
    `--regid=${gid}`,
    '--clear-groups',
    '--no-new-privs',
    '--inh-caps=-all',
    '--bounding-set=-all',
  ],
];

const rootSandboxArgs = (call: ConfinedCall): string[] => [
  ...['--unshare-ipc', '--unshare-pid', '--unshare-net', '--unshare-uts', '--unshare-cgroup-try'],
  ...['--cap-drop', 'ALL', '--cap-add', 'CAP_SETUID', '--cap-add', 'CAP_SETGID', '--cap-add', 'CAP_SETPCAP'],
  ...sandboxArgs(call, ['/usr/bin/setpriv']),
];

// No --proc: /proc/1/environ inside would be bubblewrap's environment. /tmp comes first, or it would hide mounts below it.
const sandboxArgs = ({ program, inputs, workDir }: ConfinedCall, tools: readonly string[] = []): string[] => [
  ...['--die-with-parent', '--new-session', '--dev', '/dev', '--size', '16777216', '--tmpfs', '/tmp'],
  ...parents([...tools, program, ...READ_IF_THERE, ...inputs, workDir]).flatMap((path) => ['--dir', path]),
  ...['--ro-bind', '/usr/lib', '/usr/lib', '--ro-bind-try', '/usr/lib64', '/usr/lib64'],
  ...['--symlink', 'usr/lib', '/lib', '--symlink', 'usr/lib64', '/lib64'],
  ...READ_IF_THERE.flatMap((path) => ['--ro-bind-try', path, path]),
  ...[program, ...tools, ...inputs].flatMap((path) => ['--ro-bind', path, path]),
  ...['--bind', workDir, workDir, '--remount-ro', '/', '--chdir', '/', '--'],
];

/** Parent folders, outermost first. By default, bubblewrap creates them accessible only to its own user. */
const parents = (paths: readonly string[]): string[] => {
  const found = paths.flatMap((path) => {
    const names = path.split('/').slice(1, -1);
    return names.map((_, index) => `/${names.slice(0, index + 1).join('/')}`);
  });
  return [...new Set(found)].sort();
};

// Without the last two, x265 silently runs without threads.
const READ_IF_THERE = ['/etc/ld.so.cache', '/etc/alternatives', '/sys/devices/system/node', '/sys/devices/system/cpu'];

// enosys(1) of util-linux 2.41 (Debian: util-linux-extra) is a seccomp filter by name. It can't check the flags of clone.
const denySyscalls = ['enosys', ...COMMON_DENIED.flatMap((name) => ['--syscall', `${name}:EPERM`]), '--'];

// setpriv(1) of util-linux 2.40 denies everything that no rule allows below a path. A rule for a missing path fails.
const restrictFiles = ({ program, inputs, workDir }: ConfinedCall): string[] => [
  ...['setpriv', '--no-new-privs', '--pdeathsig', 'KILL', '--landlock-access', 'fs'],
  ...rules('execute,read-file,read-dir', ['/usr/lib', '/usr/lib64', '/lib64']),
  ...rules('execute,read-file', [program]), // rights for folders are rejected for a file
  ...rules('read-file', [...READ_IF_THERE, ...inputs]),
  ...rules('read-file,write-file', ['/dev/null']),
  ...rules('read-file,write-file,read-dir,make-reg,remove-file,truncate', [workDir]),
];

const rules = (access: string, paths: readonly string[]): string[] =>
  paths.filter((path) => existsSync(path)).flatMap((path) => ['--landlock-rule', `path-beneath:${access}:${path}`]);
