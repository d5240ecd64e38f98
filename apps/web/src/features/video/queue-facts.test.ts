import { QueuePlaceView } from '@media/contracts';
import type { VideoView } from '@media/sdk';
import { expect, test } from 'vitest';
import { isWaiting, MOST_COUNTED_AHEAD, queueFacts } from './queue-facts';

const waits = (status: VideoView['status'], ahead: number, estimatedStartSeconds: number) => ({
  status,
  queue: { ahead, estimatedStartSeconds },
});

test.each([
  ['queued', 3, 110, ['Starts in about 2 min', '3 videos ahead']],
  ['queued', 0, 0, ['Starts in less than a minute', 'no videos ahead']],
  ['processing', 1, 5_400, ['Continues in about 1 h 30 min', '1 video ahead']],
  ['queued', 999, 864_000, ['Starts in about 10 days', '999 videos ahead']],
  ['queued', 1_000, 864_000, ['Starts in about 10 days', '1,000 or more videos ahead']],
] as const)('a %s video with %i ahead and an estimate of %i s: %j', (status, ahead, seconds, facts) => {
  expect(queueFacts(waits(status, ahead, seconds))).toEqual(facts);
});

test('a video that runs, has ended or has no estimate has no place in the queue', () => {
  for (const status of ['queued', 'processing', 'completed'] as const) expect(queueFacts({ status })).toEqual([]);
  for (const status of ['completed', 'failed', 'cancelled'] as const)
    expect(queueFacts(waits(status, 1, 60))).toEqual([]);
});

test('a queued video waits even without an estimate; a processing one only with a place', () => {
  expect([isWaiting({ status: 'queued' }), isWaiting({ status: 'processing' })]).toEqual([true, false]);
  expect([isWaiting(waits('processing', 0, 0)), isWaiting(waits('failed', 0, 0))]).toEqual([true, false]);
});

test('the API counts as far as the text says', () => {
  expect(QueuePlaceView.shape.ahead.maxValue).toBe(MOST_COUNTED_AHEAD);
});
