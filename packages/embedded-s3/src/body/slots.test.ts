import { expect, test } from 'vitest';
import { createSlots } from './slots.js';

const turn = () => new Promise((resolve) => setImmediate(resolve));

test('bytes come out in order in full slots, whatever the chunks were', async () => {
  const seen: string[] = [];
  const slots = createSlots(4, async ({ view, used }) => seen.push(view.toString('latin1', 0, used)));
  for (const chunk of ['ab', 'cdefghi', '', 'j']) await slots.add(Buffer.from(chunk));
  await slots.end();
  expect(seen).toEqual(['abcd', 'efgh', 'ij']);
});

test('no more than four slots are under way: then whoever adds waits for the oldest', async () => {
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

test('work that fails fails the end, and is waited for', async () => {
  const slots = createSlots(1, () => Promise.reject(new Error('disk')));
  await slots.add(Buffer.from('ab'));
  await expect(slots.end()).rejects.toThrow('disk');
  await slots.idle();
});
