import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { describeHoles, sandboxWarning } from './sandbox-warning.ts';

test('a worker that confines ffmpeg is worth no word', () => {
  expect(describeHoles([], 'linux')).toBeUndefined();
});

test('holes are told with what to do about them on this system', () => {
  const holes = ['read the files of the machine', 'reach the network'];
  expect(describeHoles(holes, 'linux')).toMatch(/could read the files of the machine, reach the network\..*bubblewrap/);
  expect(describeHoles(holes, 'darwin')).toContain('macOS');
});

test('the verdict is read from the folder of the worker, where there may be none yet', () => {
  const dir = mkdtempSync(join(tmpdir(), 'sandbox-'));
  expect(sandboxWarning(dir)).toBeUndefined();
  writeFileSync(join(dir, 'sandbox.json'), JSON.stringify({ key: 'x', sandbox: { mode: 'none', holes: ['sing'] } }));
  expect(sandboxWarning(dir)).toContain('could sing');
  rmSync(dir, { recursive: true });
});
