import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { describeHoles, sandboxWarning } from './sandbox-warning.ts';

test('a working sandbox gives no warning', () => {
  expect(describeHoles([], 'linux')).toBeUndefined();
});

test('lists the risks and the remedy for the platform', () => {
  const holes = ['read the files of the machine', 'reach the network'];
  expect(describeHoles(holes, 'linux')).toMatch(/could read the files of the machine, reach the network\..*bubblewrap/);
  expect(describeHoles(holes, 'darwin')).toContain('macOS');
});

test('reads the result from the worker folder, where it may be missing', () => {
  const dir = mkdtempSync(join(tmpdir(), 'sandbox-'));
  expect(sandboxWarning(dir)).toBeUndefined();
  writeFileSync(join(dir, 'sandbox.json'), JSON.stringify({ key: 'x', sandbox: { mode: 'none', holes: ['sing'] } }));
  expect(sandboxWarning(dir)).toContain('could sing');
  rmSync(dir, { recursive: true });
});
