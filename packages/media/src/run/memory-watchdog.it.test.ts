import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BUDGET_BYTES, runHungry } from '../testing/hungry.harness.js';

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'memory-'));
  await chmod(root, 0o711);
});
afterAll(() => rm(root, { recursive: true, force: true }));

test('in every sandbox mode, an ffmpeg that exceeds its memory limit is stopped, and the error contains its peak', async () => {
  const errors = await runHungry(root, { limits: { memoryBytes: BUDGET_BYTES } });
  expect([...errors.keys()]).toEqual(expect.arrayContaining(['limits-only', 'none']));
  for (const [mode, { code, details }] of errors) {
    expect([mode, code]).toEqual([mode, 'ENCODER_OUT_OF_MEMORY']);
    expect(details).toMatchObject({ memoryBytes: BUDGET_BYTES, maxRssBytes: expect.any(Number) });
    expect(details.maxRssBytes).toBeGreaterThan(BUDGET_BYTES);
  }
});
