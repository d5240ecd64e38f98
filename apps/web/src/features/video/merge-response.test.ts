import type { VideoView } from '@media/sdk';
import { expect, test } from 'vitest';
import { mergeResponse } from './merge-response';

const video = (status: VideoView['status'], progress: number, generation = 1) =>
  ({ ...{ id: 'a', status, progress, generation, playable: false }, title: `at ${progress}` }) as VideoView;

test('an outdated response lowers neither progress nor playable', () => {
  expect(mergeResponse(video('processing', 11), video('processing', 7)).progress).toBe(11);
  expect(mergeResponse(video('processing', 7), video('processing', 11)).progress).toBe(11);
  expect(mergeResponse(undefined, video('processing', 7)).progress).toBe(7);
  expect(mergeResponse({ ...video('processing', 7), playable: true }, video('processing', 9)).playable).toBe(true);
});

test.each([
  ['queued while a step runs', video('processing', 11, 2), video('queued', 0, 2)],
  ['running after it has completed', video('completed', 100), video('processing', 98)],
  ['part of an earlier run', video('queued', 0, 2), video('processing', 93, 1)],
  ['cancelled after it was resumed', video('processing', 5, 2), video('cancelled', 60, 1)],
])('a response does not make a video %s, but its title is used', (_, shown, late) => {
  expect(mergeResponse(shown, late)).toEqual({ ...shown, title: late.title });
});

test('a priority always comes from the response, a place in the queue unless a step has run since', () => {
  const waiting = {
    ...video('processing', 7),
    priority: 'low',
    queue: { ahead: 1, estimatedStartSeconds: 60 },
  } as const;
  expect(mergeResponse(video('processing', 7), waiting)).toEqual(waiting);
  expect(mergeResponse(waiting, video('processing', 7))).not.toHaveProperty('queue');
  expect(mergeResponse(video('processing', 8), waiting)).not.toHaveProperty('queue');
  expect(mergeResponse(video('completed', 100), waiting)).toMatchObject({ status: 'completed', priority: 'low' });
});

test('another generation starts with its own progress', () => {
  expect(mergeResponse(video('processing', 93), video('processing', 2, 2)).progress).toBe(2);
  expect(mergeResponse(video('failed', 60), video('queued', 0, 2)).status).toBe('queued');
});
