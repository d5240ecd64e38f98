import type { VideoView } from '@media/sdk';
import { expect, test } from 'vitest';
import { applyMessage, isMilestone } from './apply-message';

const video = { title: 'Holiday', status: 'processing', progress: 40, playable: true } as VideoView;

test('a message changes what it tells and nothing else', () => {
  expect(applyMessage(video, { progress: 45 })).toEqual({ ...video, progress: 45 });
  expect(applyMessage(video, { playable: false })).toEqual({ ...video, playable: false });
});

test('a failure brings its reason along', () => {
  const error = { code: 'SOURCE_DAMAGED', message: 'The file is damaged.' } as const;
  expect(applyMessage(video, { status: 'failed', error })).toEqual({ ...video, status: 'failed', error });
});

test.each([
  [{ progress: 90 }, false],
  [{ status: 'processing', progress: 40, playable: true }, false],
  [{ status: 'completed' }, true],
  [{ playable: false }, true],
] as const)('the message %j is a milestone: %s', (message, expected) => {
  expect(isMilestone(video, message)).toBe(expected);
});
