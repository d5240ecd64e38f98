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

describe('confine', () => {
  it('limits CPU time, file size and memory in every sandbox mode', () => {
    for (const mode of ['bwrap-root', 'bwrap', 'landlock', 'landlock-files', 'limits-only'] as const)
      expect(line(mode)).toMatch(
        /^prlimit --cpu=60:65 --fsize=1000 --as=12884901888 --data=6442450944 --nofile=256 --core=0 -- /,
      );
  });

  it('lets bubblewrap see only the program, its inputs and its folder, and never /proc', () => {
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

  it('spawns as the other user if the sandbox has no root', () => {
    expect(confine({ mode: 'bwrap', owner }, call)).toMatchObject(owner);
    expect(confine({ mode: 'bwrap-root', owner }, call)).not.toHaveProperty('uid');
    expect(line('bwrap')).toMatch(/ bwrap (--seccomp 3 )?--unshare-all /);
  });

  it('loads the seccomp filter in every bubblewrap sandbox from its own descriptor', () => {
    const known = ['x64', 'arm64'].includes(process.arch);
    for (const mode of ['bwrap-root', 'bwrap'] as const) {
      expect(confine({ mode, owner }, call).filter !== undefined).toBe(known);
      expect(line(mode).includes(' --seccomp 3 ')).toBe(known);
    }
    expect(confine({ mode: 'landlock', owner }, call).filter).toBeUndefined();
  });

  it("blocks the network by a filter and files by Landlock if bubblewrap doesn't work", () => {
    expect(line('landlock')).toMatch(
      / -- enosys --syscall socket:EPERM .*--syscall io_uring_setup:EPERM .*--syscall bpf:EPERM .* -- setpriv --no-new-privs .*--landlock-access fs /,
    );
    expect(line('landlock')).toMatch(/ path-beneath:read-file:\S+ .*\/usr\/bin\/ffmpeg -i file:\/data\/cache\/in$/);
    expect(line('landlock')).not.toMatch(/--syscall (fork|iopl):/); // arm64 doesn't have these names, and enosys would fail
    expect(line('landlock-files')).not.toContain('enosys');
    // The kernel rejects folder rights for a file (EINVAL), and setpriv fails.
    expect(line('landlock')).not.toMatch(/read-dir:\/usr\/bin\/ffmpeg/);
  });

  it('does nothing only in mode none', () => {
    expect(confine({ mode: 'none' }, call)).toEqual({ command: '/usr/bin/ffmpeg', args: call.args });
  });
});
