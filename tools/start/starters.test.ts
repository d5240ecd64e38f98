import { expect, test } from 'vitest';
import { packageManagers } from './starters.ts';

const chain = (...commands: string[]) =>
  commands.map((command, index) => ({ pid: 100 - index, parentPid: 99 - index, command }));
const watched = (...commands: string[]) => packageManagers(chain(...commands)).map(({ command }) => command);

test("watches the processes of npx pnpm start, but not the user's shell", () => {
  expect(
    watched("sh -c trap 'x' INT", 'pnpm start', "sh -c 'pnpm' start", 'npm exec pnpm start', '-bash', 'sshd: me'),
  ).toEqual(["sh -c trap 'x' INT", 'pnpm start', "sh -c 'pnpm' start", 'npm exec pnpm start']);
});

test('recognizes pnpm run by node', () => {
  expect(watched('sh -c x', 'node /usr/lib/pnpm.cjs start', '/bin/zsh')).toHaveLength(2);
});

test('ignores a shell or program that runs the launcher directly', () => {
  expect(watched('/bin/bash -c node tools/start/main.ts; pnpm x', 'python3 harness.py')).toEqual([]);
});
