import { expect, test } from 'vitest';
import { createLocks } from './locks.js';

/** Lets everything that can go on do so. */
const turn = () => new Promise((resolve) => setImmediate(resolve));

const trace = () => {
  const events: string[] = [];
  const locks = createLocks();
  const job = (how: 'run' | 'share', label: string) => {
    const gate = Promise.withResolvers<void>();
    const done = locks[how]('name', async () => {
      events.push(`${label} begins`);
      await gate.promise;
      events.push(`${label} ends`);
    });
    return { done, end: gate.resolve, fail: gate.reject };
  };
  return { events, job };
};

test('who has a name to itself waits for all before it, and all after it wait', async () => {
  const { events, job } = trace();
  const [one, two] = [job('share', 'one'), job('share', 'two')];
  const alone = job('run', 'alone');
  const three = job('share', 'three');
  await turn();
  expect(events).toEqual(['one begins', 'two begins']);
  two.end();
  await turn();
  expect(events.slice(2)).toEqual(['two ends']);
  one.end();
  await turn();
  expect(events.slice(3)).toEqual(['one ends', 'alone begins']);
  alone.end();
  await turn();
  expect(events.slice(5)).toEqual(['alone ends', 'three begins']);
  three.end();
  await three.done;
});

test('work that fails tells its caller only, and the next one goes on', async () => {
  const { events, job } = trace();
  const [first, second, third] = [job('share', 'first'), job('run', 'second'), job('run', 'third')];
  first.fail(new Error('first'));
  await expect(first.done).rejects.toThrow('first');
  second.fail(new Error('second'));
  await expect(second.done).rejects.toThrow('second');
  third.end();
  await third.done;
  expect(events).toEqual(['first begins', 'second begins', 'third begins', 'third ends']);
});
