import { expect, test } from 'vitest';
import { runInOrder } from './run-tests.ts';

const runWith = async (...exitCodes: (number | null)[]): Promise<string[]> => {
  const started: string[] = [];
  const runs = exitCodes.map((_, index) => [`run ${index}`]);
  await runInOrder(runs, async ([name = '']) => {
    started.push(name);
    return { exitCode: exitCodes[started.length - 1] ?? null };
  });
  return started;
};

test('an interrupted run is not followed by another', async () => {
  expect(await runWith(null, 0)).toEqual(['run 0']);
});

test('a run with failed tests is followed by the next', async () => {
  expect(await runWith(1, 0)).toEqual(['run 0', 'run 1']);
});
