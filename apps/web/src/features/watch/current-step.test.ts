import type { JobView, TaskView } from '@media/sdk';
import { expect, test } from 'vitest';
import { currentStep } from './current-step';

const jobOf = (...tasks: [TaskView['kind'], TaskView['status']][]): JobView =>
  ({ tasks: tasks.map(([kind, status]) => ({ kind, status, attempts: [] })) }) as unknown as JobView;

test('of steps that run side by side the longest is told', () => {
  expect(currentStep(jobOf(['audio', 'running'], ['encode', 'running']))).toBe('Encoding the picture');
});

test('pieces of the picture are counted', () => {
  const job = jobOf(['encode', 'completed'], ['encode', 'running'], ['encode', 'waiting']);
  expect(currentStep(job)).toBe('Encoding the picture, 1 of 3 pieces done');
});

test('a step that waits for its next try is told when nothing else runs', () => {
  expect(currentStep(jobOf(['fetch', 'retrying']))).toBe('Fetching the file failed, trying again');
});

test('nothing is told where nothing runs', () => {
  expect(currentStep(undefined)).toBeUndefined();
  expect(currentStep(jobOf(['probe', 'queued']))).toBeUndefined();
});
