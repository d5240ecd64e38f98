import { NetworkError, UploadMismatchError } from '@media/sdk';
import { expect, test, vi } from 'vitest';
import { unfinishedUploads } from './unfinished-uploads';
import { claimUpload } from './upload-lock';
import { closed, fileOf, keyOf, openPage, settled, setUp, TARGET } from './upload-queue.fixture';

const page = openPage();

/** The upload that a page began which is gone since. */
const begunBefore = (name: string): void => unfinishedUploads.remember({ file: fileOf(name), ...TARGET }, 'old-1');

test('a file that was begun before a reload resumes its upload, and is forgotten once it is a video', async () => {
  const { add, sent, statuses } = setUp();
  begunBefore('a.mp4');
  add('a.mp4');
  await vi.waitFor(() => expect(sent[0]).toMatchObject({ resume: 'old-1' }));
  await sent[0]?.finish('video-a');
  add('a.mp4');
  expect(statuses()).toEqual(['uploading']);
  expect(sent[1]?.resume).toBeUndefined();
});

test.each([
  ['was swept', closed('UPLOAD_CLOSED')],
  ['is unknown', closed('UPLOAD_NOT_FOUND', 404)],
  ['is of another file', new UploadMismatchError('other.mp4')],
])('a resumed upload that %s is begun anew, once', async (_, error) => {
  const { queue, add, sent, statuses } = setUp();
  begunBefore('a.mp4');
  add('a.mp4');
  await vi.waitFor(() => expect(sent).toHaveLength(1));
  await sent[0]?.fail(error);
  expect(sent.map(({ resume }) => resume)).toEqual(['old-1', undefined]);
  expect(statuses()).toEqual(['uploading']);
  await sent[1]?.fail(error);
  expect(sent).toHaveLength(2);
  expect(queue.items()).toMatchObject([{ status: 'failed', message: error.message }]);
});

test('a new upload that the server closes fails with the reason, and trying again begins another', async () => {
  const { queue, add, sent } = setUp();
  add('a.mp4');
  await sent[0]?.fail(closed('UPLOAD_CLOSED'));
  expect(sent).toHaveLength(1);
  expect(queue.items()).toMatchObject([{ status: 'failed', message: 'It is UPLOAD_CLOSED.' }]);
  queue.resume(keyOf('a.mp4'));
  expect(queue.items()).toMatchObject([{ status: 'uploading', message: undefined }]);
  expect(sent[1]?.resume).toBeUndefined();
});

test('a file that failed stays failed while others come, and goes on with what has arrived when it is tried again', async () => {
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
])('%s is outlived: the upload goes on by itself as soon as there is a line', async (_, error) => {
  const { add, sent, statuses } = setUp();
  add('a.mp4');
  await sent[0]?.fail(error);
  await vi.waitFor(() => expect(statuses()).toEqual(['reconnecting']));
  page.comesOnline();
  await vi.waitFor(() => expect(sent[1]).toMatchObject({ name: 'a.mp4', resume: 'up-1' }));
  sent[1]?.onProgress?.({ sentBytes: 400, totalBytes: 1_000, inFlightBytes: 0, bytesPerSecond: 50 });
  expect(statuses()).toEqual(['uploading']);
});

test('a file that cannot be read any more fails, though a browser calls it a lost connection', async () => {
  const { queue, sent } = setUp();
  const file = fileOf('a.mp4');
  file.slice = () => {
    throw new DOMException('It changed on disk.', 'NotReadableError');
  };
  queue.add([file], TARGET);
  await sent[0]?.fail(new NetworkError(undefined));
  expect(queue.items()).toMatchObject([{ status: 'failed', message: expect.stringContaining('choose it again') }]);
});

test('a file that waits for a line can be paused and taken off the list', async () => {
  const { queue, add, sent, statuses } = setUp();
  add('a.mp4', 'b.mp4');
  await sent[0]?.fail(new NetworkError(undefined));
  await sent[1]?.fail(new NetworkError(undefined));
  await vi.waitFor(() => expect(statuses()).toEqual(['reconnecting', 'reconnecting']));
  queue.pause(keyOf('a.mp4'));
  await queue.remove(keyOf('b.mp4'));
  page.comesOnline();
  await settled();
  expect(statuses()).toEqual(['paused']);
  expect(sent).toHaveLength(2);
});

test('an upload that another tab is sending is left to it', async () => {
  const { queue, add, sent } = setUp();
  begunBefore('a.mp4');
  const elsewhere = new AbortController();
  expect(await claimUpload('old-1', elsewhere.signal)).toBe(true);
  add('a.mp4');
  await vi.waitFor(() => expect(queue.items()).toMatchObject([{ status: 'failed' }]), 5_000);
  expect(queue.items()[0]?.message).toContain('another tab');
  elsewhere.abort();
  queue.resume(keyOf('a.mp4'));
  await vi.waitFor(() => expect(sent).toMatchObject([{ resume: 'old-1' }]));
});
