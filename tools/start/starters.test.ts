import { expect, test } from 'vitest';
import { packageManagers } from './starters.ts';

const chain = (...commands: string[]) =>
  commands.map((command, index) => ({ pid: 100 - index, parentPid: 99 - index, command }));
const watched = (...commands: string[]) => packageManagers(chain(...commands)).map(({ command }) => command);

test('all of npx pnpm start is watched, but not the shell in which it was typed', () => {
  expect(
    watched("sh -c trap 'x' INT", 'pnpm start', "sh -c 'pnpm' start", 'npm exec pnpm start', '-bash', 'sshd: me'),
  ).toEqual(["sh -c trap 'x' INT", 'pnpm start', "sh -c 'pnpm' start", 'npm exec pnpm start']);
});

test('pnpm run by node is known by its script', () => {
  expect(watched('sh -c x', 'node /usr/lib/pnpm.cjs start', '/bin/zsh')).toHaveLength(2);
});

test('a shell or a program that runs the launcher itself is not watched', () => {
  expect(watched('/bin/bash -c node tools/start/main.ts; pnpm x', 'python3 harness.py')).toEqual([]);
});
