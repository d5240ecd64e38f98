import { expect, test } from 'vitest';
import { headlineOf } from './headline';
import type { Step } from './steps';

const queue = { ahead: 3, estimatedStartSeconds: 110 };
const step = (title: string, state: Step['state']) => ({ title, state }) as Step;

test('a waiting video says when it starts or continues, and what is ahead', () => {
  expect(headlineOf({ status: 'queued', queue }, [])).toEqual(['Starts in about 2 min', '3 videos ahead']);
  const steps = [step('Fetch source', 'done'), step('Encode video', 'waiting')];
  expect(headlineOf({ status: 'processing', queue }, steps)).toEqual(['Continues in about 2 min', '3 videos ahead']);
});

test('a video that waits only for its poster says so', () => {
  const made = { ...step('Encode video', 'done'), kind: 'encode' } as Step;
  const steps = [made, { ...step('Create poster and preview', 'waiting'), kind: 'images' } as Step];
  expect(headlineOf({ status: 'processing', queue }, steps)[0]).toBe('The last steps continue in about 2 min');
  expect(headlineOf({ status: 'processing', queue }, [{ ...made, state: 'waiting' }])[0]).toBe(
    'Continues in about 2 min',
  );
});

test('a running or repeated step is more recent than the place in the queue', () => {
  const steps = [step('Audio', 'retrying'), step('Encode video', 'running')];
  expect(headlineOf({ status: 'processing', queue }, steps)).toEqual(['Encode video']);
  expect(headlineOf({ status: 'processing', queue }, steps.slice(0, 1))).toEqual(['Audio']);
});

test('without an estimate, the status remains', () => {
  expect(headlineOf({ status: 'queued' }, [])).toEqual(['Queued. Waiting for a free worker.']);
  expect(headlineOf({ status: 'processing' }, [step('Encode video', 'waiting')])).toEqual(['Processing']);
});
