import { expect, test } from 'vitest';
import { hasNewSteps } from './new-steps';
import { history, step } from './new-steps.fixture';

const ENCODING = [step('completed', 10), step('running', 20), step('running', 30), step('waiting', 40)];
const listed = history({ progress: 25 }, ...ENCODING);

test.each([
  ['a step that will be tried again', { retrying: { task: 'encode 2', code: 'X', try: 2 } }],
  ['the end', { status: 'completed' }],
  ['a cancel', { status: 'cancelled', generation: 1 }],
  ['another run', { status: 'queued', progress: 0, generation: 2 }],
  ['something to play', { playable: true }],
  ['progress that lets the smallest step end', { progress: 45 }],
] as const)('%s changes steps', (_, message) => {
  expect(hasNewSteps(listed, message)).toBe(true);
});

test.each([
  ['progress of steps that go on', { progress: 44 }],
  ['progress that is listed', { progress: 25 }],
  ['progress that was overtaken', { progress: 12 }],
  ['what the answer says itself', { status: 'processing', progress: 25, playable: false, generation: 1 }],
  ['an earlier status', { status: 'queued' }],
  ['the end of an earlier run', { status: 'failed', generation: 0 }],
] as const)('%s changes none', (_, message) => {
  expect(hasNewSteps(listed, message)).toBe(false);
});

test('progress beyond all steps that have begun means that another one has', () => {
  const begun = history({ progress: 8 }, step('completed', 10), step('running', 5), step('waiting', 85));
  expect(hasNewSteps(begun, { progress: 12 })).toBe(false);
  expect(hasNewSteps(history({ progress: 14 }, ...(begun.items[0]?.tasks ?? [])), { progress: 16 })).toBe(true);
});

test('any progress changes steps where none is listed as running, and none does once the video is finished', () => {
  expect(hasNewSteps(history({ status: 'queued' }, step('queued', 10)), { progress: 1 })).toBe(true);
  expect(hasNewSteps(history({}, step('completed', 10), step('waiting', 90)), { progress: 1 })).toBe(true);
  expect(hasNewSteps(history({ status: 'cancelled', progress: 5 }, step('cancelled', 90)), { progress: 9 })).toBe(
    false,
  );
});
