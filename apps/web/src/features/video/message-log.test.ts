import type { VideoMessage, VideoView } from '@media/sdk';
import { expect, test } from 'vitest';
import { createMessageLog } from './message-log';

const video = (status: VideoView['status'], progress: number, playable = false, generation = 1) =>
  ({ id: 'reel', title: 'Reel', status, generation, progress, playable }) as VideoView;

test('messages sent after a request are applied to its response, earlier ones are not', () => {
  const log = createMessageLog();
  log.append('reel', { status: 'processing', progress: 3 });
  const since = log.position();
  log.append('reel', { playable: true });
  expect(log.bringUpToDate(video('failed', 60), since)).toEqual(video('failed', 60, true));
  expect(log.bringUpToDate(video('failed', 60), log.position())).toEqual(video('failed', 60));
});

const NEW_RUN = [
  { status: 'queued', progress: 0, generation: 2 },
  { status: 'processing', generation: 2 },
] as const;

test.each([
  ['the message that is ahead', video('processing', 7), [{ progress: 11 }], 11],
  ['the response that is ahead', video('processing', 15), [{ progress: 11 }], 15],
  ['a completed run', video('completed', 100), [{ progress: 11 }], 100],
  ['a new run', video('processing', 80), NEW_RUN, 0],
] as const)('progress is that of %s', (_, answer, messages, expected) => {
  const log = createMessageLog();
  for (const message of messages) log.append('reel', message);
  expect(log.bringUpToDate(answer, 0).progress).toBe(expected);
});

test('neither an outdated message nor an outdated response lowers the progress of a response', () => {
  const log = createMessageLog();
  log.appendResponse(video('processing', 15));
  log.append('reel', { progress: 11 });
  expect(log.bringUpToDate(video('processing', 13), 0).progress).toBe(15);
  expect(log.bringUpToDate(video('queued', 0), 0)).toEqual(video('processing', 15));
});

test('only a response older than a change lacks details', () => {
  const log = createMessageLog();
  log.append('reel', { status: 'processing', progress: 3, playable: false });
  expect(log.lacksDetails(video('processing', 3), 0)).toBe(false);
  expect(log.lacksDetails(video('queued', 0), 0)).toBe(true);
  const since = log.position();
  log.append('reel', { progress: 9 });
  expect(log.lacksDetails(video('processing', 3), since)).toBe(false);
  log.append('reel', { status: 'failed' });
  for (const status of ['queued', 'processing'] as const) log.append('reel', { status, generation: 2 });
  expect(log.lacksDetails(video('processing', 3), since)).toBe(true);
  expect(log.lacksDetails(video('processing', 3), log.position())).toBe(false);
});

test.each<VideoMessage>([{ warnings: [{ code: 'FRAMES_LOST' }] }, { output: 'poster' }, { updated: ['title'] }])(
  'a response from before %o lacks details',
  (message) => {
    const log = createMessageLog();
    log.append('reel', message);
    expect(log.lacksDetails(video('processing', 3), 0)).toBe(true);
    expect(log.lacksDetails(video('processing', 3), log.position())).toBe(false);
  },
);

test('videos with a reported status are listed until they are deleted', () => {
  const log = createMessageLog();
  log.append('before', { status: 'queued' });
  const since = log.position();
  log.append('after', { status: 'queued' });
  log.append('deleted', { status: 'queued' });
  log.append('before', { progress: 5 });
  log.appendDeleted('deleted');
  expect(log.videosWithStatusSince(since)).toEqual(['after']);
  expect(log.isDeleted('deleted')).toBe(true);
});

test('the log is incomplete for positions before a gap or a dropped entry', () => {
  const log = createMessageLog(2);
  const first = log.position();
  for (const id of ['one', 'two']) log.append(id, { status: 'queued' });
  expect(log.isComplete(first)).toBe(true);
  log.append('three', { status: 'queued' });
  expect(log.isComplete(first)).toBe(false);
  const since = log.position();
  expect(log.isComplete(since)).toBe(true);
  log.restart();
  expect(log.isComplete(since)).toBe(false);
  expect(log.isComplete(log.position())).toBe(true);
});

test('an outdated message is ignored, and a response of a later generation stays unchanged', () => {
  const log = createMessageLog();
  log.append('reel', { status: 'completed', progress: 100, generation: 2 });
  log.append('reel', { status: 'processing', progress: 98, generation: 2 });
  log.append('reel', { progress: 93, generation: 1 });
  expect(log.bringUpToDate(video('processing', 97, false, 2), 0)).toEqual(video('completed', 100, false, 2));
  expect(log.bringUpToDate(video('queued', 0, false, 3), 0)).toEqual(video('queued', 0, false, 3));
});
