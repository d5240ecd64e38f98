import { ApiError, type Client, UploadMismatchError, type UploadOptions, type VideoView } from '@media/sdk';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { memoryStorage } from '../../fixtures/memory-storage';
import { unfinishedUploads } from './unfinished-uploads';
import { createUploadQueue } from './upload-queue';

beforeEach(() => vi.stubGlobal('localStorage', memoryStorage()));
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
const closed = (code: ApiError['code'], status = 409) => new ApiError(status, code, `It is ${code}.`);

const setUp = () => {
  const { client, sent, aborted } = clientInHand();
  const videos: string[] = [];
  const queue = createUploadQueue({ client, onVideo: ({ id }) => videos.push(id) });
  const statuses = () => queue.items().map(({ status }) => status);
  return { queue, sent, aborted, videos, statuses };
};

/** The upload that a page began which is gone since. */
const begunBefore = (file: File): void => unfinishedUploads.remember({ file, recipe: 'stream' }, 'old-1');

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

test('progress is shown, and with the last byte the server is at work', () => {
  const { queue, sent } = setUp();
  queue.add([fileOf('a.mp4')], 'stream');
  sent[0]?.onProgress?.({ sentBytes: 400, totalBytes: 1_000, bytesPerSecond: 50 });
  expect(queue.items()).toMatchObject([{ status: 'uploading', sentBytes: 400, bytesPerSecond: 50 }]);
  sent[0]?.onProgress?.({ sentBytes: 1_000, totalBytes: 1_000, bytesPerSecond: 50 });
  expect(queue.items()).toMatchObject([{ status: 'finishing', sentBytes: 1_000 }]);
});

test('a paused file stays paused, makes room for the next, and goes on with its own upload', async () => {
  const { queue, sent, statuses } = setUp();
  queue.add(
    ['a.mp4', 'b.mp4', 'c.mp4'].map((name) => fileOf(name)),
    'stream',
  );
  queue.pause('1');
  sent[0]?.onProgress?.({ sentBytes: 1_000, totalBytes: 1_000, bytesPerSecond: 50 });
  await settled();
  expect(statuses()).toEqual(['paused', 'uploading', 'uploading']);
  queue.resume('1');
  expect(statuses()).toEqual(['waiting', 'uploading', 'uploading']);
  await sent[1]?.finish('video-b');
  expect(sent.at(-1)).toMatchObject({ name: 'a.mp4', resume: 'up-1' });
});

test('a file that is paused and resumed at once is sent once at a time', async () => {
  const { queue, sent } = setUp();
  queue.add([fileOf('a.mp4')], 'stream');
  queue.pause('1');
  queue.resume('1');
  expect(sent).toHaveLength(1);
  await settled();
  expect(sent.map(({ resume }) => resume)).toEqual([undefined, 'up-1']);
});

test('a file that was begun before a reload resumes its upload, and is forgotten once it is a video', async () => {
  const { queue, sent } = setUp();
  begunBefore(fileOf('a.mp4'));
  queue.add([fileOf('a.mp4')], 'stream');
  expect(sent[0]).toMatchObject({ resume: 'old-1' });
  await sent[0]?.finish('video-a');
  queue.add([fileOf('a.mp4')], 'stream');
  expect(sent[1]?.resume).toBeUndefined();
});

test.each([
  ['was swept', closed('UPLOAD_CLOSED')],
  ['is unknown', closed('UPLOAD_NOT_FOUND', 404)],
  ['is of another file', new UploadMismatchError('other.mp4')],
])('a resumed upload that %s is begun anew, once', async (_, error) => {
  const { queue, sent, statuses } = setUp();
  begunBefore(fileOf('a.mp4'));
  queue.add([fileOf('a.mp4')], 'stream');
  await sent[0]?.fail(error);
  expect(sent.map(({ resume }) => resume)).toEqual(['old-1', undefined]);
  expect(statuses()).toEqual(['uploading']);
  await sent[1]?.fail(error);
  expect(sent).toHaveLength(2);
  expect(queue.items()).toMatchObject([{ status: 'failed', message: error.message }]);
});

test('a new upload that the server closes fails with the reason, and trying again begins another', async () => {
  const { queue, sent } = setUp();
  queue.add([fileOf('a.mp4')], 'stream');
  await sent[0]?.fail(closed('UPLOAD_CLOSED'));
  expect(sent).toHaveLength(1);
  expect(queue.items()).toMatchObject([{ status: 'failed', message: 'It is UPLOAD_CLOSED.' }]);
  queue.resume('1');
  expect(queue.items()).toMatchObject([{ status: 'uploading', message: undefined }]);
  expect(sent[1]?.resume).toBeUndefined();
});

test('a file that failed for another reason goes on with what has arrived', async () => {
  const { queue, sent, statuses } = setUp();
  queue.add([fileOf('a.mp4')], 'stream');
  await sent[0]?.fail(closed('STORAGE_UNAVAILABLE', 503));
  expect(statuses()).toEqual(['failed']);
  queue.resume('1');
  expect(sent[1]).toMatchObject({ resume: 'up-1' });
});

test('a file that is taken off the list is stopped, and its upload given up', async () => {
  const { queue, sent, aborted } = setUp();
  queue.add([fileOf('a.mp4'), fileOf('b.mp4')], 'stream');
  await queue.remove('1');
  expect(sent[0]?.signal?.aborted).toBe(true);
  expect(queue.items().map(({ fileName }) => fileName)).toEqual(['b.mp4']);
  expect(aborted).toEqual(['up-1']);
  await sent[1]?.finish('video-b');
  await queue.remove('2');
  expect(aborted).toEqual(['up-1']);
});

test('an empty file fails without being sent', () => {
  const { queue, sent } = setUp();
  queue.add([fileOf('a.mp4', 0)], 'stream');
  expect(queue.items()).toMatchObject([{ status: 'failed', message: 'The file is empty.' }]);
  expect(sent).toEqual([]);
});

test('signing out stops every file and gives no upload up', async () => {
  const { queue, sent, aborted } = setUp();
  queue.add(
    ['a.mp4', 'b.mp4', 'c.mp4'].map((name) => fileOf(name)),
    'stream',
  );
  queue.clear();
  await settled();
  expect(sent.map(({ signal }) => signal?.aborted)).toEqual([true, true]);
  expect([queue.items(), aborted]).toEqual([[], []]);
});

test('listeners hear of every change until they leave, and unchanged items stay the same array', () => {
  const { queue } = setUp();
  let heard = 0;
  const leave = queue.subscribe(() => {
    heard += 1;
  });
  queue.add([fileOf('a.mp4')], 'stream');
  expect(heard).toBeGreaterThan(0);
  expect(queue.items()).toBe(queue.items());
  leave();
  const before = heard;
  queue.pause('1');
  expect(heard).toBe(before);
});
