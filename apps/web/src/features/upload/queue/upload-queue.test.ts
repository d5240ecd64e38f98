import { NetworkError } from '@media/sdk';
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { memoryStorage } from '../../../fixtures/memory-storage';
import { unfinishedUploads } from './unfinished-uploads';
import { closed, fileOf, keyOf, openPage, settled, setUp, TARGET } from './upload-queue.fixture';

openPage();

test('two files upload at a time, the next one starts when one ends, and every video is reported', async () => {
  const { queue, sent, videos, statuses } = setUp();
  queue.add(
    ['a.mp4', 'b.mp4', 'c.mp4'].map((name) => fileOf(name)),
    { ...TARGET, recipe: 'audio' },
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

test('progress is shown up to the last byte, then the server finishes the upload', () => {
  const { queue, add, sent } = setUp();
  add('a.mp4');
  sent[0]?.onProgress?.({ sentBytes: 400, totalBytes: 1_000, inFlightBytes: 0, bytesPerSecond: 50 });
  expect(queue.items()).toMatchObject([{ status: 'uploading', sentBytes: 400, bytesPerSecond: 50 }]);
  sent[0]?.onProgress?.({ sentBytes: 996, totalBytes: 1_000, inFlightBytes: 0, bytesPerSecond: 50 });
  sent[0]?.onProgress?.({ sentBytes: 999, totalBytes: 1_000, inFlightBytes: 0, bytesPerSecond: 50 });
  expect(queue.items()).toMatchObject([{ status: 'uploading', sentBytes: 999 }]);
  sent[0]?.onProgress?.({ sentBytes: 1_000, totalBytes: 1_000, inFlightBytes: 0, bytesPerSecond: 50 });
  expect(queue.items()).toMatchObject([{ status: 'finishing', sentBytes: 1_000, bytesPerSecond: 0 }]);
});

test('a paused file stays paused, makes room for the next, and resumes its own upload', async () => {
  const { queue, add, sent, statuses } = setUp();
  add('a.mp4', 'b.mp4', 'c.mp4');
  sent[0]?.onProgress?.({ sentBytes: 400, totalBytes: 1_000, inFlightBytes: 0, bytesPerSecond: 50 });
  queue.pause(keyOf('a.mp4'));
  sent[0]?.onProgress?.({ sentBytes: 1_000, totalBytes: 1_000, inFlightBytes: 0, bytesPerSecond: 50 });
  await settled();
  expect(statuses()).toEqual(['paused', 'uploading', 'uploading']);
  expect(queue.items()[0]).toMatchObject({ sentBytes: 400, bytesPerSecond: 0 });
  queue.resume(keyOf('a.mp4'));
  expect(statuses()).toEqual(['waiting', 'uploading', 'uploading']);
  await sent[1]?.finish('video-b');
  await vi.waitFor(() => expect(sent.at(-1)).toMatchObject({ name: 'a.mp4', resume: 'up-1' }));
});

test('a waiting file can be paused, and is skipped until it is resumed', async () => {
  const { queue, add, sent, statuses } = setUp();
  add('a.mp4', 'b.mp4', 'c.mp4', 'd.mp4');
  queue.pause(keyOf('c.mp4'));
  await sent[0]?.finish('video-a');
  expect(statuses()).toEqual(['done', 'uploading', 'paused', 'uploading']);
  queue.resume(keyOf('c.mp4'));
  await sent[1]?.finish('video-b');
  expect(sent.map(({ name }) => name)).toEqual(['a.mp4', 'b.mp4', 'd.mp4', 'c.mp4']);
});

test('a file that is paused and immediately resumed is not sent twice at once', async () => {
  const { queue, add, sent } = setUp();
  add('a.mp4');
  queue.pause(keyOf('a.mp4'));
  queue.resume(keyOf('a.mp4'));
  expect(sent).toHaveLength(1);
  await vi.waitFor(() => expect(sent.map(({ resume }) => resume)).toEqual([undefined, 'up-1']));
});

test('a file on the list is not sent twice, and with another recipe it is another upload', () => {
  const { queue, add, statuses } = setUp();
  add('a.mp4', 'a.mp4');
  add('a.mp4');
  expect(statuses()).toEqual(['uploading']);
  queue.add([fileOf('a.mp4')], { ...TARGET, recipe: 'audio' });
  expect(statuses()).toEqual(['uploading', 'uploading']);
});

test('a file goes to the organization it was chosen for, and to two organizations as two uploads', () => {
  const { queue, sent } = setUp();
  queue.add([fileOf('a.mp4')], TARGET);
  queue.add([fileOf('a.mp4')], { ...TARGET, organizationId: 'team' });
  expect(sent.map(({ name, organizationId }) => [name, organizationId])).toEqual([
    ['a.mp4', 'home'],
    ['a.mp4', 'team'],
  ]);
  expect(queue.items().map(({ organizationId }) => organizationId)).toEqual(['home', 'team']);
});

test('removing a file stops it and aborts its upload', async () => {
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

test('signing out stops every file and aborts no upload', async () => {
  const { queue, add, sent, aborted } = setUp();
  add('a.mp4', 'b.mp4', 'c.mp4');
  queue.clear();
  await settled();
  expect(sent.map(({ signal }) => signal?.aborted)).toEqual([true, true]);
  expect([queue.items(), aborted]).toEqual([[], []]);
});

test('listeners are called for every change until they unsubscribe, and unchanged items stay the same', () => {
  const { queue, add, sent } = setUp();
  let calls = 0;
  const unsubscribe = queue.subscribe(() => {
    calls += 1;
  });
  add('a.mp4', 'b.mp4');
  expect(calls).toBeGreaterThan(0);
  const [before] = queue.items();
  expect(queue.items()).toBe(queue.items());
  sent[1]?.onProgress?.({ sentBytes: 400, totalBytes: 1_000, inFlightBytes: 0, bytesPerSecond: 50 });
  expect(queue.items()[0]).toBe(before);
  unsubscribe();
  const callsBefore = calls;
  queue.pause(keyOf('a.mp4'));
  expect(calls).toBe(callsBefore);
});

test('bytes in flight are dropped when an upload is paused, because they are sent again', () => {
  const { queue, add, sent } = setUp();
  add('a.mp4');
  sent[0]?.onProgress?.({ sentBytes: 400, totalBytes: 1_000, inFlightBytes: 300, bytesPerSecond: 50 });
  expect(queue.items()).toMatchObject([{ sentBytes: 400, inFlightBytes: 300 }]);
  queue.pause(keyOf('a.mp4'));
  expect(queue.items()).toMatchObject([{ status: 'paused', sentBytes: 400, inFlightBytes: 0 }]);
});

test('a file that is chosen again after a reload immediately shows the bytes uploaded before', async () => {
  const { queue, add, sent } = setUp();
  unfinishedUploads.remember({ file: fileOf('a.mp4'), ...TARGET }, 'old-1');
  unfinishedUploads.noteUploadedBytes('old-1', 600);
  add('a.mp4');
  expect(queue.items()).toMatchObject([{ sentBytes: 600 }]);
  await vi.waitFor(() => expect(sent).toHaveLength(1));
  expect(queue.items()).toMatchObject([{ status: 'uploading', sentBytes: 600 }]);
  sent[0]?.onProgress?.({ sentBytes: 500, totalBytes: 1_000, inFlightBytes: 0, bytesPerSecond: 50 });
  expect(queue.items()).toMatchObject([{ sentBytes: 500 }]);
});

test('a permanent refusal offers no retry', async () => {
  const { queue, add, sent } = setUp();
  add('a.mp4', 'b.mp4');
  await sent[0]?.fail(closed('UPLOAD_TOO_LARGE', 413));
  await sent[1]?.fail(closed('UPLOAD_CLOSED'));
  expect(queue.items()).toMatchObject([
    { status: 'failed', canRetry: false, message: 'It is UPLOAD_TOO_LARGE.' },
    { status: 'failed', canRetry: true },
  ]);
});

test('an unreadable file is uploaded once it is chosen again, from the new file', async () => {
  const { queue, sent } = setUp();
  const [unreadable, readable] = [fileOf('a.mp4'), fileOf('a.mp4')];
  unreadable.slice = () => {
    throw new DOMException('It was deleted.', 'NotFoundError');
  };
  queue.add([unreadable], TARGET);
  await sent[0]?.fail(new NetworkError(undefined));
  await vi.waitFor(() => expect(queue.items()).toMatchObject([{ status: 'failed', canRetry: false }]));
  queue.add([readable], TARGET);
  await vi.waitFor(() => expect(sent).toHaveLength(2));
  expect(sent[1]?.source).toBe(readable);
});

test('in any order of actions, at most two files upload, none of them twice, and all are uploaded in the end', async () => {
  const NAMES = ['a.mp4', 'b.mp4', 'c.mp4', 'd.mp4'];
  const step = fc.tuple(
    fc.constantFrom('add', 'pause', 'resume', 'remove', 'finish', 'fail'),
    fc.nat(NAMES.length - 1),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      vi.stubGlobal('localStorage', memoryStorage());
      const { queue, add, sent, statuses } = setUp();
      const ended = new Set<object>();
      const live = () => sent.filter((each) => !ended.has(each) && !each.signal?.aborted);
      const finish = async (each: (typeof sent)[number] | undefined) => {
        if (each) ended.add(each);
        await each?.finish(`video ${each.name}`);
      };
      for (const [action, index] of steps) {
        const name = NAMES[index] ?? '';
        if (action === 'add') add(name);
        if (action === 'pause' || action === 'resume') queue[action](keyOf(name));
        if (action === 'remove') await queue.remove(keyOf(name));
        if (action === 'finish') await finish(live()[index]);
        if (action === 'fail') {
          const one = live()[index];
          if (one) ended.add(one);
          await one?.fail(closed('UPLOAD_INCOMPLETE'));
        }
        const names = live().map((each) => each.name);
        expect(names.length).toBeLessThanOrEqual(2);
        expect(new Set(names).size).toBe(names.length);
        expect(statuses().filter((status) => status === 'uploading').length).toBeLessThanOrEqual(2);
      }
      queue.resume(...queue.items().map(({ key }) => key));
      await vi.waitFor(async () => {
        for (const each of live()) await finish(each);
        expect(statuses().every((status) => status === 'done')).toBe(true);
      }, 10_000);
    }),
    { numRuns: 40 },
  );
});
