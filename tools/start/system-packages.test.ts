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

test('a machine that has everything is left alone', () => {
  expect(planInstall([...ALL, CHROMIUM], machine(['ffmpeg', 'redis-server', 'bwrap', 'google-chrome']))).toEqual({
    kind: 'nothing',
  });
});

test('root on Debian installs only what is missing', () => {
  const plan = planInstall(ALL, machine(['apt-get', 'redis-server'], { isRoot: true }));
  expect(plan).toMatchObject({ kind: 'install' });
  expect(plan.kind === 'install' && plan.commands[1]?.slice(-2)).toEqual(['ffmpeg', 'bubblewrap']);
});

test('root on a fresh Debian, without lists of packages, fetches them and installs all that the tests need', () => {
  const plan = planInstall([...ALL, CHROMIUM], machine(['apt-get'], { isRoot: true }));
  expect(plan.kind === 'install' && plan.commands[0]).toEqual(['apt-get', 'update']);
  expect(plan.kind === 'install' && plan.commands[1]).toEqual(
    expect.arrayContaining(['install', '-y', 'ffmpeg', 'redis-server', 'bubblewrap', 'chromium']),
  );
});

test('sudo is used only when it asks for no password', () => {
  const free = planInstall([FFMPEG], machine(['apt-get', 'sudo'], { sudoWorks: () => true }));
  expect(free.kind === 'install' && free.commands[0]).toEqual(['sudo', '-n', 'apt-get', 'update']);
  const asking = planInstall(ALL, machine(['apt-get', 'sudo']));
  expect(asking.kind === 'ask' && asking.sentence).toContain(
    'sudo apt-get update && sudo apt-get install -y ffmpeg redis-server bubblewrap',
  );
});

test('macOS uses Homebrew, and needs no bubblewrap', () => {
  const mac = { platform: 'darwin' };
  expect(planInstall(ALL, machine(['brew'], mac))).toEqual({
    kind: 'install',
    commands: [['brew', 'install', 'ffmpeg', 'redis']],
  });
  expect(planInstall(ALL, machine([], mac))).toMatchObject({ kind: 'ask' });
  expect(planInstall([BUBBLEWRAP], machine(['brew'], mac))).toEqual({ kind: 'nothing' });
});

test('an unknown system is told what to install', () => {
  const plan = planInstall(ALL, machine(['ffmpeg'], { isRoot: true }));
  expect(plan.kind === 'ask' && plan.sentence).toContain('redis-server, bwrap');
});
