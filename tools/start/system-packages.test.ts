import { expect, test } from 'vitest';
import { BUBBLEWRAP, CHROMIUM, FFMPEG, type Machine, planInstall, REDIS } from './system-packages.ts';

const machine = (present: string[], options: Partial<Machine> = {}): Machine => ({
  platform: 'linux',
  isRoot: false,
  has: (program) => present.includes(program),
  sudoWorks: () => false,
  ...options,
});

const ALL = [FFMPEG, REDIS, BUBBLEWRAP];

test('installs nothing if nothing is missing', () => {
  expect(planInstall([...ALL, CHROMIUM], machine(['ffmpeg', 'redis-server', 'bwrap', 'google-chrome']))).toEqual({
    kind: 'nothing',
  });
});

test('root on Debian installs only missing packages', () => {
  const plan = planInstall(ALL, machine(['apt-get', 'redis-server'], { isRoot: true }));
  expect(plan).toMatchObject({ kind: 'install' });
  expect(plan.kind === 'install' && plan.commands[1]?.slice(-2)).toEqual(['ffmpeg', 'bubblewrap']);
});

test('root on a fresh Debian updates the package lists first', () => {
  const plan = planInstall([...ALL, CHROMIUM], machine(['apt-get'], { isRoot: true }));
  expect(plan.kind === 'install' && plan.commands[0]).toEqual(['apt-get', 'update']);
  expect(plan.kind === 'install' && plan.commands[1]).toEqual(
    expect.arrayContaining(['install', '-y', 'ffmpeg', 'redis-server', 'bubblewrap', 'chromium']),
  );
});

test('uses sudo only if it needs no password', () => {
  const free = planInstall([FFMPEG], machine(['apt-get', 'sudo'], { sudoWorks: () => true }));
  expect(free.kind === 'install' && free.commands[0]).toEqual(['sudo', '-n', 'apt-get', 'update']);
  const asking = planInstall(ALL, machine(['apt-get', 'sudo']));
  expect(asking.kind === 'ask' && asking.message).toContain(
    'sudo apt-get update && sudo apt-get install -y ffmpeg redis-server bubblewrap',
  );
});

test('uses Homebrew on macOS, without bubblewrap', () => {
  const mac = { platform: 'darwin' };
  expect(planInstall(ALL, machine(['brew'], mac))).toEqual({
    kind: 'install',
    commands: [['brew', 'install', 'ffmpeg', 'redis']],
  });
  expect(planInstall(ALL, machine([], mac))).toMatchObject({ kind: 'ask' });
  expect(planInstall([BUBBLEWRAP], machine(['brew'], mac))).toEqual({ kind: 'nothing' });
});

test('lists the missing programs on other systems', () => {
  const plan = planInstall(ALL, machine(['ffmpeg'], { isRoot: true }));
  expect(plan.kind === 'ask' && plan.message).toContain('redis-server, bwrap');
});
