import { expect, test } from 'vitest';
import { hasNewSteps } from './new-steps';
import { history, step } from './new-steps.fixture';

const ENCODING = [step('completed', 10), step('running', 20), step('running', 30), step('waiting', 40)];
const listed = history({ progress: 25 }, ...ENCODING);

test.each([
  ['a retry', { retrying: { task: 'encode 2', code: 'X', try: 2 } }],
  ['completion', { status: 'completed' }],
  ['cancellation', { status: 'cancelled', generation: 1 }],
  ['another run', { status: 'queued', progress: 0, generation: 2 }],
  ['a playable video', { playable: true }],
  ['progress at which the smallest step can have ended', { progress: 45 }],
] as const)('%s implies new steps', (_, message) => {
  expect(hasNewSteps(listed, message)).toBe(true);
});

test.each([
  ['progress of running steps', { progress: 44 }],
  ['known progress', { progress: 25 }],
  ['outdated progress', { progress: 12 }],
  ['the state of the response itself', { status: 'processing', progress: 25, playable: false, generation: 1 }],
  ['an earlier status', { status: 'queued' }],
  ['the end of an earlier run', { status: 'failed', generation: 0 }],
] as const)('%s implies no new steps', (_, message) => {
  expect(hasNewSteps(listed, message)).toBe(false);
});

test('progress beyond all started steps means that another one has started', () => {
  const started = history({ progress: 8 }, step('completed', 10), step('running', 5), step('waiting', 85));
  expect(hasNewSteps(started, { progress: 12 })).toBe(false);
  expect(hasNewSteps(history({ progress: 14 }, ...(started.items[0]?.tasks ?? [])), { progress: 16 })).toBe(true);
});

test('any progress implies new steps if none is running, but not after the end', () => {
  expect(hasNewSteps(history({ status: 'queued' }, step('queued', 10)), { progress: 1 })).toBe(true);
  expect(hasNewSteps(history({}, step('completed', 10), step('waiting', 90)), { progress: 1 })).toBe(true);
  expect(hasNewSteps(history({ status: 'cancelled', progress: 5 }, step('cancelled', 90)), { progress: 9 })).toBe(
    false,
  );
});
