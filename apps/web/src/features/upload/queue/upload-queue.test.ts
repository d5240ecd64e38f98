import {
  ApiError,
  type Client,
  NetworkError,
  UploadMismatchError,
  type UploadOptions,
  type VideoView,
} from '@media/sdk';
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { memoryStorage } from '../../../fixtures/memory-storage';
import { identityOf, unfinishedUploads } from './unfinished-uploads';
import { claimUpload } from './upload-lock';
import { createUploadQueue } from './upload-queue';

let page: EventTarget;

beforeEach(() => {
  page = Object.assign(new EventTarget(), { navigator: { onLine: true } });
  vi.stubGlobal('localStorage', memoryStorage());
  vi.stubGlobal('window', page);
});
afterEach(() => vi.unstubAllGlobals());

type Sent = UploadOptions & {
  name: string;
  finish: (videoId: string) => Promise<void>;
  fail: (error: unknown) => Promise<void>;
};

const settled = () => new Promise<void>((resolve) => setTimeout(resolve));

/** A client whose uploads end when, and as, the test says; like the real one it rejects when its signal is aborted. */
const clientInHand = () => {
  const sent: Sent[] = [];
  const aborted: string[] = [];
  const uploadFile: Client['uploadFile'] = (file, options = {}) => {
    let [resolve, reject] = [(_: VideoView) => {}, (_: unknown) => {}];
    const promise = new Promise<VideoView>((...both) => {
      [resolve, reject] = both;
    });
    options.onUpload?.(options.resume ?? `up-${sent.length + 1}`);
    options.signal?.addEventListener('abort', () => reject(options.signal?.reason));
    const finish = (id: string) => {
      resolve({ id } as VideoView);
      return settled();
    };
    const fail = (error: unknown) => {
      reject(error);
      return settled();
    };
    sent.push({ ...options, name: file.name, finish, fail });
    return promise;
  };
  const abort = async (id: string) => void aborted.push(id);
  return { client: { uploadFile, uploads: { abort } }, sent, aborted };
};

const fileOf = (name: string, size = 1_000) => new File(['x'.repeat(size)], name, { lastModified: 1 });
const keyOf = (name: string, recipe = 'stream') => identityOf({ file: fileOf(name), recipe });
const closed = (code: ApiError['code'], status = 409) => new ApiError(status, code, `It is ${code}.`);

const setUp = () => {
  const { client, sent, aborted } = clientInHand();
  const videos: string[] = [];
  const queue = createUploadQueue({ client, onVideo: ({ id }) => videos.push(id) });
  // Else its locks would be those of another tab to the next test.
  onTestFinished(queue.clear);
  const add = (...names: string[]) =>
    queue.add(
      names.map((name) => fileOf(name)),
      'stream',
    );
  const statuses = () => queue.items().map(({ status }) => status);
  return { queue, add, sent, aborted, videos, statuses };
};

/** The upload that a page began which is gone since. */
const begunBefore = (name: string): void =>
  unfinishedUploads.remember({ file: fileOf(name), recipe: 'stream' }, 'old-1');

test('two files travel at a time, each that ends lets the next one go, and every video is told', async () => {
  const { queue, sent, videos, statuses } = setUp();
  queue.add(
    ['a.mp4', 'b.mp4', 'c.mp4'].map((name) => fileOf(name)),
    'audio',
  );
  expect(statuses()).toEqual(['uploading', 'uploading', 'waiting']);
  await sent[1]?.finish('video-b');
  expect(statuses()).toEqual(['uploading', 'done', 'uploading']);
  expect(sent.map(({ name, video }) => [name, video])).toEqual([
    ['a.mp4', { recipe: 'audio' }],
    ['b.mp4', { recipe: 'audio' }],
    ['c.mp4', { recipe: 'audio' }],
  ]);
  expect(videos).toEqual(['video-b']);
  expect(queue.items()[1]).toMatchObject({ videoId: 'video-b', sentBytes: 1_000 });
});

test('progress is shown to the last byte, and with it the server is at work', () => {
  const { queue, add, sent } = setUp();
  add('a.mp4');
  sent[0]?.onProgress?.({ sentBytes: 400, totalBytes: 1_000, bytesPerSecond: 50 });
  expect(queue.items()).toMatchObject([{ status: 'uploading', sentBytes: 400, bytesPerSecond: 50 }]);
  sent[0]?.onProgress?.({ sentBytes: 996, totalBytes: 1_000, bytesPerSecond: 50 });
  sent[0]?.onProgress?.({ sentBytes: 999, totalBytes: 1_000, bytesPerSecond: 50 });
  expect(queue.items()).toMatchObject([{ status: 'uploading', sentBytes: 999 }]);
  sent[0]?.onProgress?.({ sentBytes: 1_000, totalBytes: 1_000, bytesPerSecond: 50 });
  expect(queue.items()).toMatchObject([{ status: 'finishing', sentBytes: 1_000, bytesPerSecond: 0 }]);
});

test('a paused file stays paused, makes room for the next, and goes on with its own upload', async () => {
  const { queue, add, sent, statuses } = setUp();
  add('a.mp4', 'b.mp4', 'c.mp4');
  sent[0]?.onProgress?.({ sentBytes: 400, totalBytes: 1_000, bytesPerSecond: 50 });
  queue.pause(keyOf('a.mp4'));
  sent[0]?.onProgress?.({ sentBytes: 1_000, totalBytes: 1_000, bytesPerSecond: 50 });
  await settled();
  expect(statuses()).toEqual(['paused', 'uploading', 'uploading']);
  expect(queue.items()[0]).toMatchObject({ sentBytes: 400, bytesPerSecond: 0 });
  queue.resume(keyOf('a.mp4'));
  expect(statuses()).toEqual(['waiting', 'uploading', 'uploading']);
  await sent[1]?.finish('video-b');
  await vi.waitFor(() => expect(sent.at(-1)).toMatchObject({ name: 'a.mp4', resume: 'up-1' }));
});

test('a file that waits may be paused, and is passed over until it is resumed', async () => {
  const { queue, add, sent, statuses } = setUp();
  add('a.mp4', 'b.mp4', 'c.mp4', 'd.mp4');
  queue.pause(keyOf('c.mp4'));
  await sent[0]?.finish('video-a');
  expect(statuses()).toEqual(['done', 'uploading', 'paused', 'uploading']);
  queue.resume(keyOf('c.mp4'));
  await sent[1]?.finish('video-b');
  expect(sent.map(({ name }) => name)).toEqual(['a.mp4', 'b.mp4', 'd.mp4', 'c.mp4']);
});

test('a file that is paused and resumed at once is sent once at a time', async () => {
  const { queue, add, sent } = setUp();
  add('a.mp4');
  queue.pause(keyOf('a.mp4'));
  queue.resume(keyOf('a.mp4'));
  expect(sent).toHaveLength(1);
  await vi.waitFor(() => expect(sent.map(({ resume }) => resume)).toEqual([undefined, 'up-1']));
});

test('a file that is on the list is not sent twice, and by another recipe it is another upload', () => {
  const { queue, add, statuses } = setUp();
  add('a.mp4', 'a.mp4');
  add('a.mp4');
  expect(statuses()).toEqual(['uploading']);
  queue.add([fileOf('a.mp4')], 'audio');
  expect(statuses()).toEqual(['uploading', 'uploading']);
});

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
  page.dispatchEvent(new Event('online'));
  await vi.waitFor(() => expect(sent[1]).toMatchObject({ name: 'a.mp4', resume: 'up-1' }));
  sent[1]?.onProgress?.({ sentBytes: 400, totalBytes: 1_000, bytesPerSecond: 50 });
  expect(statuses()).toEqual(['uploading']);
});

test('a file that cannot be read any more fails, though a browser calls it a lost connection', async () => {
  const { queue, sent } = setUp();
  const file = fileOf('a.mp4');
  file.slice = () => {
    throw new DOMException('It changed on disk.', 'NotReadableError');
  };
  queue.add([file], 'stream');
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
  page.dispatchEvent(new Event('online'));
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

test('a file that is taken off the list is stopped, and its upload given up', async () => {
  const { queue, add, sent, aborted } = setUp();
  add('a.mp4', 'b.mp4');
  await queue.remove(keyOf('a.mp4'));
  expect(sent[0]?.signal?.aborted).toBe(true);
  expect(queue.items().map(({ fileName }) => fileName)).toEqual(['b.mp4']);
  expect(aborted).toEqual(['up-1']);
  await sent[1]?.finish('video-b');
  await queue.remove(keyOf('b.mp4'));
  expect(aborted).toEqual(['up-1']);
});

test('signing out stops every file and gives no upload up', async () => {
  const { queue, add, sent, aborted } = setUp();
  add('a.mp4', 'b.mp4', 'c.mp4');
  queue.clear();
  await settled();
  expect(sent.map(({ signal }) => signal?.aborted)).toEqual([true, true]);
  expect([queue.items(), aborted]).toEqual([[], []]);
});

test('listeners hear of every change until they leave, and what did not change stays the same', () => {
  const { queue, add, sent } = setUp();
  let heard = 0;
  const leave = queue.subscribe(() => {
    heard += 1;
  });
  add('a.mp4', 'b.mp4');
  expect(heard).toBeGreaterThan(0);
  const [before] = queue.items();
  expect(queue.items()).toBe(queue.items());
  sent[1]?.onProgress?.({ sentBytes: 400, totalBytes: 1_000, bytesPerSecond: 50 });
  expect(queue.items()[0]).toBe(before);
  leave();
  const told = heard;
  queue.pause(keyOf('a.mp4'));
  expect(heard).toBe(told);
});
