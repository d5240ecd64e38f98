import { expect, test } from 'vitest';
import { actOnEach } from './act-on-each';

test('each is done once, a few at a time, and what fails is told without stopping the rest', async () => {
  const done: number[] = [];
  let underWay = 0;
  let most = 0;
  const failures = await actOnEach([1, 2, 3, 4, 5, 6, 7, 8, 9], async (number) => {
    underWay += 1;
    most = Math.max(most, underWay);
    await Promise.resolve();
    underWay -= 1;
    if (number % 4 === 0) throw new RangeError(`no ${number}`);
    done.push(number);
  });
  expect(done.toSorted()).toEqual([1, 2, 3, 5, 6, 7, 9]);
  expect(failures).toEqual([
    { item: 4, message: 'no 4' },
    { item: 8, message: 'no 8' },
  ]);
  expect(most).toBe(4);
});
