import { describe, expect, it } from 'vitest';
import { findOwnCgroup } from './find-own-cgroup.js';

const V2_MOUNT = '35 24 0:30 / /sys/fs/cgroup rw,nosuid,nodev,noexec,relatime shared:9 - cgroup2 cgroup2 rw,nsdelegate';
const mountV1 = (root: string, point = '/sys/fs/cgroup/memory', controllers = 'memory') =>
  `40 32 0:35 ${root} ${point} rw,nosuid shared:17 master:3 - cgroup cgroup rw,${controllers}`;
const OTHER_MOUNTS = [
  '24 1 8:1 / / rw,relatime shared:1 - ext4 /dev/vda1 rw',
  '32 24 0:27 / /sys/fs/cgroup ro,nosuid - tmpfs tmpfs ro,mode=755',
  mountV1('/', '/sys/fs/cgroup/pids', 'pids'),
];

const find = (groups: string[], mounts: string[]) =>
  findOwnCgroup(`${groups.join('\n')}\n`, `${[...OTHER_MOUNTS, ...mounts].join('\n')}\n`);

describe('the memory cgroup of this process', () => {
  it('is the only one with cgroup v2', () => {
    expect(find(['0::/system.slice/media-worker.service'], [V2_MOUNT])).toEqual({
      version: 2,
      dir: '/sys/fs/cgroup/system.slice/media-worker.service',
    });
  });

  it('is that of the memory hierarchy with v1, even if other controllers share it', () => {
    const groups = ['9:pids:/user.slice', '8:cpu,memory:/batch/worker:1', '1:name=systemd:/init.scope'];
    const mounts = [mountV1('/', '/sys/fs/cgroup/cpu,memory', 'cpu,memory')];
    expect(find(groups, mounts)).toEqual({ version: 1, dir: '/sys/fs/cgroup/cpu,memory/batch/worker:1' });
  });

  it('has version 1 if both are mounted and memory belongs to it', () => {
    const unified = '41 32 0:37 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw';
    const hybrid = find(['4:memory:/system.slice', '0::/system.slice/a.service'], [unified, mountV1('/')]);
    expect(hybrid).toEqual({ version: 1, dir: '/sys/fs/cgroup/memory/system.slice' });
  });

  it('has version 2 if both are mounted and memory belongs to that', () => {
    const unified = '41 32 0:37 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw';
    const hybrid = find(['5:pids:/a', '0::/a.service'], [unified]);
    expect(hybrid).toEqual({ version: 2, dir: '/sys/fs/cgroup/unified/a.service' });
  });

  it('is the mount itself in a cgroup namespace, or in a container that only sees its own branch', () => {
    expect(find(['0::/'], [V2_MOUNT])).toEqual({ version: 2, dir: '/sys/fs/cgroup' });
    expect(find(['4:memory:/docker/c1'], [mountV1('/docker/c1')])).toEqual({
      version: 1,
      dir: '/sys/fs/cgroup/memory',
    });
  });

  it('is found inside a container with nested cgroups', () => {
    const dir = '/sys/fs/cgroup/memory/worker';
    expect(find(['4:memory:/docker/c1/worker'], [mountV1('/docker/c1')])).toEqual({ version: 1, dir });
  });

  it('can be mounted at a path with spaces', () => {
    expect(find(['4:memory:/a'], [mountV1('/', '/mnt/my\\040groups')])?.dir).toBe('/mnt/my groups/a');
  });

  it.each([
    ["belongs to a branch that isn't mounted", ['4:memory:/docker/c2'], [mountV1('/docker/c1')]],
    ['is outside the cgroup namespace', ['0::/../other'], [V2_MOUNT]],
    ['was mounted outside the cgroup namespace', ['0::/'], [V2_MOUNT.replace(' / ', ' /../.. ')]],
    ['has no mount', ['0::/a'], []],
    ['is not counted at all', [], [V2_MOUNT]],
  ])('is unknown if it %s', (_, groups, mounts) => expect(find(groups, mounts)).toBeUndefined());
});
