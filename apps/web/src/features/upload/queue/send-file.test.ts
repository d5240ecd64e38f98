import { NetworkError, UploadMismatchError } from '@media/sdk';
import { expect, test, vi } from 'vitest';
import { unfinishedUploads } from './unfinished-uploads';
import { claimUpload } from './upload-lock';
import { closed, fileOf, keyOf, openPage, settled, setUp, TARGET } from './upload-queue.fixture';

const page = openPage();

/** An upload that an earlier page started. */
const startedBefore = (name: string): void => unfinishedUploads.remember({ file: fileOf(name), ...TARGET }, 'old-1');

test('a file resumes the upload from before a reload, which is forgotten once it is a video', async () => {
  const { add, sent, statuses } = setUp();
  startedBefore('a.mp4');
  add('a.mp4');
  await vi.waitFor(() => expect(sent[0]).toMatchObject({ resume: 'old-1' }));
  await sent[0]?.finish('video-a');
  add('a.mp4');
  expect(statuses()).toEqual(['uploading']);
  expect(sent[1]?.resume).toBeUndefined();
});

test.each([
  ['has expired', closed('UPLOAD_CLOSED')],
  ['is unknown', closed('UPLOAD_NOT_FOUND', 404)],
  ['belongs to another file', new UploadMismatchError('other.mp4')],
])('a remembered upload that %s is replaced by a new one, once', async (_, error) => {
  const { queue, add, sent, statuses } = setUp();
  startedBefore('a.mp4');
  add('a.mp4');
  await vi.waitFor(() => expect(sent).toHaveLength(1));
  await sent[0]?.fail(error);
  expect(sent.map(({ resume }) => resume)).toEqual(['old-1', undefined]);
  expect(statuses()).toEqual(['uploading']);
  await sent[1]?.fail(error);
  expect(sent).toHaveLength(2);
  expect(queue.items()).toMatchObject([{ status: 'failed', message: error.message }]);
});

test('a new upload that the server closes fails with the reason, and a retry starts another', async () => {
  const { queue, add, sent } = setUp();
  add('a.mp4');
  await sent[0]?.fail(closed('UPLOAD_CLOSED'));
  expect(sent).toHaveLength(1);
  expect(queue.items()).toMatchObject([{ status: 'failed', message: 'It is UPLOAD_CLOSED.' }]);
  queue.resume(keyOf('a.mp4'));
  expect(queue.items()).toMatchObject([{ status: 'uploading', message: undefined }]);
  expect(sent[1]?.resume).toBeUndefined();
});

test('a failed file stays failed while others are added, and resumes its upload on retry', async () => {
  const { queue, add, sent, statuses } = setUp();
  add('a.mp4');
  await sent[0]?.fail(closed('UPLOAD_INCOMPLETE'));
  add('b.mp4');
  await settled();
  expect(statuses()).toEqual(['failed', 'uploading']);
  queue.resume(keyOf('a.mp4'));
  await vi.waitFor(() => expect(sent).toHaveLength(3));
  expect(sent[2]).toMatchObject({ name: 'a.mp4', resume: 'up-1' });
});

test.each([
  ['a lost connection', new NetworkError(undefined)],
  ['a busy server', closed('STORAGE_UNAVAILABLE', 503)],
])('%s is retried: the upload resumes automatically once the browser is online', async (_, error) => {
  const { add, sent, statuses } = setUp();
  add('a.mp4');
  await sent[0]?.fail(error);
  await vi.waitFor(() => expect(statuses()).toEqual(['reconnecting']));
  page.goOnline();
  await vi.waitFor(() => expect(sent[1]).toMatchObject({ name: 'a.mp4', resume: 'up-1' }));
  sent[1]?.onProgress?.({ sentBytes: 400, totalBytes: 1_000, inFlightBytes: 0, bytesPerSecond: 50 });
  expect(statuses()).toEqual(['uploading']);
});

test('an unreadable file fails, although the browser reports a network failure', async () => {
  const { queue, sent } = setUp();
  const file = fileOf('a.mp4');
  file.slice = () => {
    throw new DOMException('It changed on disk.', 'NotReadableError');
  };
  queue.add([file], TARGET);
  await sent[0]?.fail(new NetworkError(undefined));
  expect(queue.items()).toMatchObject([{ status: 'failed', message: expect.stringContaining('Choose it again') }]);
});

test('a reconnecting file can be paused or removed', async () => {
  const { queue, add, sent, statuses } = setUp();
  add('a.mp4', 'b.mp4');
  await sent[0]?.fail(new NetworkError(undefined));
  await sent[1]?.fail(new NetworkError(undefined));
  await vi.waitFor(() => expect(statuses()).toEqual(['reconnecting', 'reconnecting']));
  queue.pause(keyOf('a.mp4'));
  await queue.remove(keyOf('b.mp4'));
  page.goOnline();
  await settled();
  expect(statuses()).toEqual(['paused']);
  expect(sent).toHaveLength(2);
});

test('an upload that another tab is sending fails here, and can be retried', async () => {
  const { queue, add, sent } = setUp();
  startedBefore('a.mp4');
  const otherTab = new AbortController();
  expect(await claimUpload('old-1', otherTab.signal)).toBe(true);
  add('a.mp4');
  await vi.waitFor(() => expect(queue.items()).toMatchObject([{ status: 'failed' }]), 5_000);
  expect(queue.items()[0]?.message).toContain('another tab');
  otherTab.abort();
  queue.resume(keyOf('a.mp4'));
  await vi.waitFor(() => expect(sent).toMatchObject([{ resume: 'old-1' }]));
});

test('a title is sent with the video and remembered for a reload', async () => {
  const { queue, sent } = setUp();
  queue.add([fileOf('a.mp4')], { ...TARGET, title: 'Lighthouse' });
  expect(sent[0]?.video).toEqual({ recipe: 'stream', title: 'Lighthouse' });
  expect(unfinishedUploads.targetsOf(fileOf('a.mp4'))).toEqual([{ ...TARGET, title: 'Lighthouse' }]);
});
