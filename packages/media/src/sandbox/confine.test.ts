import { describe, expect, it } from 'vitest';
import { confine } from './confine.js';
import type { SandboxMode } from './sandbox.js';

const call = {
  ...{
    program: '/usr/bin/ffmpeg',
    args: ['-i', 'file:/data/cache/in'],
    inputs: ['/data/cache/in'],
    workDir: '/data/work/1',
  },
  limits: { cpuSeconds: 60, fileBytes: 1000 },
};
const owner = { uid: 64_001, gid: 64_001 };
const line = (mode: SandboxMode) => {
  const { command, args } = confine({ mode, owner }, call);
  return [command, ...args].join(' ');
};

describe('the confinement', () => {
  it('limits time, size and memory in every mode that confines', () => {
    for (const mode of ['bwrap-root', 'bwrap', 'landlock', 'landlock-files', 'limits-only'] as const)
      expect(line(mode)).toMatch(
        /^prlimit --cpu=60:65 --fsize=1000 --as=12884901888 --data=6442450944 --nofile=256 --core=0 -- /,
      );
  });

  it('shows bubblewrap only the program, its inputs and its folder, and never /proc', () => {
    const text = line('bwrap-root');
    expect(text).toContain('--ro-bind /usr/bin/ffmpeg /usr/bin/ffmpeg');
    expect(text).toContain('--ro-bind /data/cache/in /data/cache/in --bind /data/work/1 /data/work/1 --remount-ro /');
    expect(text).not.toContain('--proc');
    expect(text.indexOf('--tmpfs /tmp')).toBeLessThan(text.indexOf('--dir'));
    expect(text.indexOf('--dir /data')).toBeLessThan(text.indexOf('--ro-bind'));
    expect(text).toMatch(
      / -- setpriv --reuid=64001 --regid=64001 .*--no-new-privs .*\/usr\/bin\/ffmpeg -i file:\/data\/cache\/in$/,
    );
  });

  it('starts as the other user from outside where the cell has no root', () => {
    expect(confine({ mode: 'bwrap', owner }, call)).toMatchObject(owner);
    expect(confine({ mode: 'bwrap-root', owner }, call)).not.toHaveProperty('uid');
    expect(line('bwrap')).toMatch(/ bwrap (--seccomp 3 )?--unshare-all /);
  });

  it('loads the filter of system calls in every cell, from a descriptor of its own', () => {
    const known = ['x64', 'arm64'].includes(process.arch);
    for (const mode of ['bwrap-root', 'bwrap'] as const) {
      expect(confine({ mode, owner }, call).filter !== undefined).toBe(known);
      expect(line(mode).includes(' --seccomp 3 ')).toBe(known);
    }
    expect(confine({ mode: 'landlock', owner }, call).filter).toBeUndefined();
  });

  it('shuts the network by a filter, and the files by Landlock, where no cell can be built', () => {
    expect(line('landlock')).toMatch(
      / -- enosys --syscall socket:EPERM .*--syscall io_uring_setup:EPERM .*--syscall bpf:EPERM .* -- setpriv --no-new-privs .*--landlock-access fs /,
    );
    expect(line('landlock')).toMatch(/ path-beneath:read-file:\S+ .*\/usr\/bin\/ffmpeg -i file:\/data\/cache\/in$/);
    expect(line('landlock')).not.toMatch(/--syscall (fork|iopl):/); // which arm64 has no names for: enosys would end
    expect(line('landlock-files')).not.toContain('enosys');
    // The kernel refuses a rule that gives a file what only folders have (EINVAL), and setpriv ends.
    expect(line('landlock')).not.toMatch(/read-dir:\/usr\/bin\/ffmpeg/);
  });

  it('is nothing only where that was chosen', () => {
    expect(confine({ mode: 'none' }, call)).toEqual({ command: '/usr/bin/ffmpeg', args: call.args });
  });
});
