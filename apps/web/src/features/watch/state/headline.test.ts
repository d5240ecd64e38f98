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

test('a running or repeated step is more recent than the place in the queue', () => {
  const steps = [step('Audio', 'retrying'), step('Encode video', 'running')];
  expect(headlineOf({ status: 'processing', queue }, steps)).toEqual(['Encode video']);
  expect(headlineOf({ status: 'processing', queue }, steps.slice(0, 1))).toEqual(['Audio']);
});

test('without an estimate, the status remains', () => {
  expect(headlineOf({ status: 'queued' }, [])).toEqual(['Queued. Waiting for a free worker.']);
  expect(headlineOf({ status: 'processing' }, [step('Encode video', 'waiting')])).toEqual(['Processing']);
});
