import { join, relative } from 'node:path';

export type OwnCgroup = { version: 1 | 2; dir: string };

/**
 * The folder of the cgroup that accounts for this process's memory, from `cgroup` and `mountinfo` in /proc (cgroups(7), proc(5)). A
 * controller belongs to a single hierarchy: if memory isn't in a v1 hierarchy, it can only be in that of v2.
 */
export const findOwnCgroup = (cgroup: string, mountinfo: string): OwnCgroup | undefined => {
  const groups = cgroup.split('\n').map((line) => /^\d+:([^:]*):(\/.*)$/.exec(line));
  const pathOf = (isWanted: (controllers: string) => boolean) =>
    groups.find((group) => group?.[1] !== undefined && isWanted(group[1]))?.[2];
  const v1 = pathOf((controllers) => controllers.split(',').includes('memory'));
  const path = v1 ?? pathOf((controllers) => controllers === '');
  if (path === undefined) return undefined;
  for (const mount of mountsOf(mountinfo, v1 === undefined ? 'cgroup2' : 'cgroup')) {
    if (v1 !== undefined && !mount.options.includes('memory')) continue;
    const below = relative(mount.root, path);
    // A bind mount of another branch, or a cgroup outside our namespace: we must not change it.
    if ([path, mount.root, below].some((part) => part.split('/').includes('..'))) continue;
    return { version: v1 === undefined ? 2 : 1, dir: join(mount.point, below) };
  }
  return undefined;
};

const mountsOf = (mountinfo: string, type: string) =>
  mountinfo.split('\n').flatMap((line) => {
    const [ours = '', theirs = ''] = line.split(' - ');
    const [root, point] = ours.split(' ').slice(3, 5).map(unescapeOctal);
    const [kind, , options = ''] = theirs.split(' ');
    return kind === type && root && point ? [{ root, point, options: options.split(',') }] : [];
  });

/** The kernel escapes spaces and backslashes as octal numbers. */
const unescapeOctal = (text: string): string =>
  text.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
