import type { VideoView } from '@media/sdk';
import { expect, test } from 'vitest';
import { furtherProgress } from './further-progress';

const video = (status: VideoView['status'], progress: number, generation = 1) =>
  ({ ...{ id: 'a', status, progress, generation, playable: false }, title: `at ${progress}` }) as VideoView;

test('an answer that was overtaken by the stream sets nothing back', () => {
  expect(furtherProgress(video('processing', 11), video('processing', 7)).progress).toBe(11);
  expect(furtherProgress(video('processing', 7), video('processing', 11)).progress).toBe(11);
  expect(furtherProgress(undefined, video('processing', 7)).progress).toBe(7);
  expect(furtherProgress({ ...video('processing', 7), playable: true }, video('processing', 9)).playable).toBe(true);
});

test.each([
  ['queued, when a step runs', video('processing', 11, 2), video('queued', 0, 2)],
  ['running, when it has ended', video('completed', 100), video('processing', 98)],
  ['of the run before, when it is processed again', video('queued', 0, 2), video('processing', 93, 1)],
  ['cancelled, when it is resumed', video('processing', 5, 2), video('cancelled', 60, 1)],
])('an answer does not make a video %s; its title counts', (_, shown, late) => {
  expect(furtherProgress(shown, late)).toEqual({ ...shown, title: late.title });
});

test('another generation begins at its own progress', () => {
  expect(furtherProgress(video('processing', 93), video('processing', 2, 2)).progress).toBe(2);
  expect(furtherProgress(video('failed', 60), video('queued', 0, 2)).status).toBe('queued');
});
