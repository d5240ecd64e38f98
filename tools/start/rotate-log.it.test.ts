import { mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { startChild, untilReady } from '@media/local-services';
import { runDir } from '@media/testkit';
import { expect, test } from 'vitest';
import { rotateLog } from './rotate-log.ts';

const MAX_BYTES = 2_000;
const PROGRAM = `setInterval(() => process.stdout.write('line '.repeat(100) + '\\n'), 1)`;

test('rotates a log while its program writes to it, and keeps the tail readable', async () => {
  const dir = mkdtempSync(join(runDir(), 'rotate-'));
  const logFile = join(dir, 'noisy.log');
  const child = await startChild({ name: 'noisy', command: process.execPath, args: ['-e', PROGRAM], logFile });
  const isLarge = async () => statSync(logFile).size > MAX_BYTES;
  for (let round = 0; round < 5; round += 1) {
    await untilReady(child, isLarge, 20_000);
    rotateLog(logFile, MAX_BYTES);
  }
  await untilReady(child, async () => statSync(logFile).size > 0, 20_000);
  await child.kill();
  expect(readdirSync(dir).sort()).toEqual(['noisy.log', 'noisy.log.1', 'noisy.log.2', 'noisy.log.3']);
  expect(readFileSync(logFile, 'latin1')).toMatch(/^(line )+/);
  expect(child.logTail()).toContain('line');
});

test('reads the tail from the start of the file after a rotation', async () => {
  const logFile = join(mkdtempSync(join(runDir(), 'rotate-')), 'late.log');
  const write = async (text: string) => {
    const args = ['-e', `process.stdout.write(${JSON.stringify(text)})`];
    const child = await startChild({ name: 'late', command: process.execPath, args, logFile });
    await child.exited;
    return child;
  };
  await write('x'.repeat(MAX_BYTES));
  const second = await write('the second');
  expect(second.logTail()).toBe('the second');
  rotateLog(logFile, MAX_BYTES);
  await write('after');
  expect(second.logTail()).toBe('after');
});
