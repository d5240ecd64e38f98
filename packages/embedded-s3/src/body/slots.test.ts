import { expect, test } from 'vitest';
import { createSlots } from './slots.js';

const turn = () => new Promise((resolve) => setImmediate(resolve));

test('chunks of any size are collected into full slots, in order', async () => {
  const seen: string[] = [];
  const slots = createSlots(4, async ({ view, used }) => seen.push(view.toString('latin1', 0, used)));
  for (const chunk of ['ab', 'cdefghi', '', 'j']) await slots.add(Buffer.from(chunk));
  await slots.end();
  expect(seen).toEqual(['abcd', 'efgh', 'ij']);
});

test('with four slots in use, add waits for the oldest', async () => {
  const gates: PromiseWithResolvers<void>[] = [];
  const slots = createSlots(1, () => {
    const gate = Promise.withResolvers<void>();
    gates.push(gate);
    return gate.promise;
  });
  let isAdded = false;
  const adding = slots.add(Buffer.from('abcde')).then(() => {
    isAdded = true;
  });
  await turn();
  expect([gates.length, isAdded]).toEqual([4, false]);
  gates[0]?.resolve();
  await adding;
  const ended = slots.end();
  for (const { resolve } of gates) resolve();
  await ended;
  expect(gates).toHaveLength(5);
});

test('failed work rejects end, and idle waits for all work', async () => {
  const slots = createSlots(1, () => Promise.reject(new Error('disk')));
  await slots.add(Buffer.from('ab'));
  await expect(slots.end()).rejects.toThrow('disk');
  await slots.idle();
});
