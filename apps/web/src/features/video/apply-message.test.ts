import type { VideoView } from '@media/sdk';
import { expect, test } from 'vitest';
import { applyMessage, impliesMoreChanges } from './apply-message';

const video = { title: 'Holiday', status: 'processing', progress: 40, playable: true, generation: 2 } as VideoView;

test('a message changes only what it carries', () => {
  expect(applyMessage(video, { progress: 45 })).toEqual({ ...video, progress: 45 });
  expect(applyMessage(video, { playable: false })).toEqual({ ...video, playable: false });
});

test.each([{ progress: 41 }, { status: 'completed' }, { generation: 3, progress: 40 }] as const)(
  'a video that waits does not after %j',
  (message) => {
    const waiting = { ...video, queue: { ahead: 1, estimatedStartSeconds: 60 } };
    expect(applyMessage(waiting, message)).not.toHaveProperty('queue');
    expect(applyMessage(waiting, { progress: 40, generation: 2 })).toEqual(waiting);
  },
);

test('an outdated message does not lower the progress', () => {
  expect(applyMessage(video, { progress: 35 })).toEqual(video);
});

test('a failure carries its error', () => {
  const error = { code: 'SOURCE_DAMAGED', message: 'The file is damaged.' } as const;
  expect(applyMessage(video, { status: 'failed', error })).toEqual({ ...video, status: 'failed', error });
});

test('the next run clears the error', () => {
  const failed = { ...video, status: 'failed', error: { code: 'SOURCE_DAMAGED', message: 'Damaged.' } } as VideoView;
  const queued = { status: 'queued', progress: 5, generation: 3 } as const;
  expect(applyMessage(failed, queued)).toEqual({ ...video, ...queued });
});

test('progress means that the video is no longer queued', () => {
  expect(applyMessage({ ...video, status: 'queued', progress: 0 }, { progress: 1, generation: 2 })).toMatchObject({
    ...{ status: 'processing', progress: 1 },
  });
});

test.each([
  [{ progress: 93, generation: 1 }],
  [{ status: 'cancelled', generation: 1 }],
  [{ status: 'queued', progress: 0, generation: 2 }],
  [{ status: 'processing', progress: 30, generation: 2 }],
] as const)('the outdated message %j changes nothing', (message) => {
  expect(applyMessage(video, message)).toEqual(video);
  expect(impliesMoreChanges(video, message)).toBe(false);
});

test.each([
  [{ progress: 90 }, false],
  [{ progress: 2, generation: 3 }, true],
  [{ status: 'processing', progress: 40, playable: true }, false],
  [{ status: 'completed' }, true],
  [{ playable: false }, true],
] as const)('the message %j implies more changes: %s', (message, expected) => {
  expect(impliesMoreChanges(video, message)).toBe(expected);
});
