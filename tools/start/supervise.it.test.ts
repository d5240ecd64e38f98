import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Child, startChild } from '@media/local-services';
import { runDir } from '@media/testkit';
import { expect, test } from 'vitest';
import { StartupError } from './startup-error.ts';
import { supervise, type Unit } from './supervise.ts';

const unit = (program: string): Unit => {
  const dir = mkdtempSync(join(runDir(), 'unit-'));
  writeFileSync(join(dir, 'main.mjs'), program);
  const options = { name: 'unit', command: process.execPath, args: [join(dir, 'main.mjs')], logFile: join(dir, 'log') };
  return {
    name: 'unit',
    graceMs: 2_000,
    start: async (onSpawn) => {
      const child = await startChild(options);
      onSpawn(child);
      return child;
    },
  };
};

const watch = (program: string) => {
  const children: Child[] = [];
  const lines: string[] = [];
  const supervised = supervise(unit(program), {
    onSpawn: (child) => children.push(child),
    report: (line) => lines.push(line),
  });
  return { supervised, children, lines };
};

test('restarts a killed unit, but not a stopped one', async () => {
  const { supervised, children, lines } = watch('setInterval(() => {}, 1e6);');
  await supervised.ready;
  await children[0]?.kill();
  await expect.poll(() => children.length).toBe(2);
  expect(lines).toEqual(['unit exited (SIGKILL). Restarting in 0.5 s']);
  await supervised.stop();
  await supervised.ended;
  expect(children.map((child) => child.hasExited())).toEqual([true, true]);
});

test('fails with the log of a unit that keeps crashing', async () => {
  const { supervised, children } = watch("console.error('the disk is on fire'); process.exit(3);");
  await expect(supervised.ended).rejects.toThrow(/keeps crashing[\s\S]*exit code 3[\s\S]*the disk is on fire/);
  expect(children).toHaveLength(5);
});

test("doesn't restart a unit after a StartupError, and fails with its message", async () => {
  const { start, ...rest } = unit('setInterval(() => {}, 1e6);');
  const children: Child[] = [];
  const failing: Unit = {
    ...rest,
    start: async (onSpawn) => {
      await start(onSpawn);
      throw new StartupError('Install it first.');
    },
  };
  const supervised = supervise(failing, { onSpawn: (child) => children.push(child), report: () => undefined });
  await expect(supervised.ended).rejects.toThrow(/^Install it first\.$/);
  expect(children.map((child) => child.hasExited())).toEqual([true]);
});
