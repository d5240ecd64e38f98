import { expect, test } from 'vitest';
import { createLocks } from './locks.js';

/** Lets all pending promises settle. */
const turn = () => new Promise((resolve) => setImmediate(resolve));

const trace = () => {
  const events: string[] = [];
  const locks = createLocks();
  const job = (how: 'exclusive' | 'shared', label: string) => {
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

test('an exclusive lock waits for all earlier ones, and all later ones wait for it', async () => {
  const { events, job } = trace();
  const [one, two] = [job('shared', 'one'), job('shared', 'two')];
  const alone = job('exclusive', 'alone');
  const three = job('shared', 'three');
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

test('failed work rejects only its own caller, and the next one runs', async () => {
  const { events, job } = trace();
  const [first, second, third] = [job('shared', 'first'), job('exclusive', 'second'), job('exclusive', 'third')];
  first.fail(new Error('first'));
  await expect(first.done).rejects.toThrow('first');
  second.fail(new Error('second'));
  await expect(second.done).rejects.toThrow('second');
  third.end();
  await third.done;
  expect(events).toEqual(['first begins', 'second begins', 'third begins', 'third ends']);
});
