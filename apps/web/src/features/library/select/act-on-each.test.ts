import { expect, test } from 'vitest';
import { actOnEach } from './act-on-each';

test('every item is processed once, a few at a time, and failures are returned without stopping the others', async () => {
  const done: number[] = [];
  let active = 0;
  let peak = 0;
  const failures = await actOnEach([1, 2, 3, 4, 5, 6, 7, 8, 9], async (number) => {
    active += 1;
    peak = Math.max(peak, active);
    await Promise.resolve();
    active -= 1;
    if (number % 4 === 0) throw new RangeError(`no ${number}`);
    done.push(number);
  });
  expect(done.toSorted()).toEqual([1, 2, 3, 5, 6, 7, 9]);
  expect(failures).toEqual([
    { item: 4, message: 'no 4' },
    { item: 8, message: 'no 8' },
  ]);
  expect(peak).toBe(4);
});
