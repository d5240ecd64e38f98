import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { memoryStorage } from '../../fixtures/memory-storage';
import { unfinishedUploads } from './queue/unfinished-uploads';
import { createUploads } from './uploads';

beforeEach(() => {
  vi.stubGlobal('localStorage', memoryStorage());
  vi.stubGlobal('window', Object.assign(new EventTarget(), { navigator: { onLine: true } }));
});
afterEach(() => vi.unstubAllGlobals());

const fileOf = (name: string) => new File(['x'], name, { lastModified: 1 });

const setUp = (parts: { loadTray?: () => Promise<void>; loadDialog?: () => Promise<void> } = {}) => {
  const uploadFile = () => new Promise<never>(() => undefined);
  const client = { uploadFile, uploads: { abort: async () => undefined } };
  const load = { loadDialog: async () => undefined, loadTray: async () => undefined, ...parts };
  let failures = 0;
  const onLoadFailed = () => {
    failures += 1;
  };
  return { ...createUploads({ client, onVideo: () => undefined, onLoadFailed, ...load }), failures: () => failures };
};

const offeredNames = (uploads: ReturnType<typeof setUp>) => uploads.state().offered?.map(({ name }) => name);
const queuedNames = (uploads: ReturnType<typeof setUp>) =>
  uploads
    .state()
    .queue?.items()
    .map(({ fileName }) => fileName);

test('files that are new are asked about in the dialog, and nothing is loaded for sending yet', async () => {
  const uploads = setUp();
  expect(offeredNames(uploads)).toBeUndefined();
  await uploads.choose([fileOf('a.mp4')]);
  expect(offeredNames(uploads)).toEqual(['a.mp4']);
  expect(uploads.state().queue).toBeUndefined();
  uploads.closeDialog();
  expect(offeredNames(uploads)).toBeUndefined();
});

test('the dialog opens without files, too', async () => {
  const uploads = setUp();
  await uploads.choose();
  expect(offeredNames(uploads)).toEqual([]);
});

test('a file that was begun before goes on without a dialog; the others beside it are asked about', async () => {
  const uploads = setUp();
  unfinishedUploads.remember({ file: fileOf('old.mp4'), recipe: 'audio' }, 'up-1');
  await uploads.choose([fileOf('old.mp4')]);
  expect(offeredNames(uploads)).toBeUndefined();
  await vi.waitFor(() => expect(queuedNames(uploads)).toEqual(['old.mp4']), 10_000);
  await uploads.choose([fileOf('old.mp4'), fileOf('new.mp4')]);
  expect(offeredNames(uploads)).toEqual(['new.mp4']);
});

test('files that are sent at the same time, while the uploader is being loaded, end in one list', async () => {
  const uploads = setUp();
  uploads.send([fileOf('a.mp4')], 'stream');
  uploads.send([fileOf('b.mp4')], 'audio');
  await vi.waitFor(() => expect(queuedNames(uploads)).toEqual(['a.mp4', 'b.mp4']), 10_000);
});

test.each([undefined, 'bert'])(
  'when the owner signs out, or %j signs in, the list is emptied and the dialog closed',
  async (userId) => {
    const uploads = setUp();
    uploads.belongTo('ada');
    uploads.send([fileOf('a.mp4')], 'stream');
    await uploads.choose();
    await vi.waitFor(() => expect(queuedNames(uploads)).toEqual(['a.mp4']), 10_000);
    uploads.belongTo('ada');
    expect(queuedNames(uploads)).toEqual(['a.mp4']);
    uploads.belongTo(userId);
    expect(queuedNames(uploads)).toEqual([]);
    expect(offeredNames(uploads)).toBeUndefined();
  },
);

test('without a network the page says so, and stays as it was', async () => {
  const offline = async () => {
    throw new TypeError('Failed to fetch');
  };
  const uploads = setUp({ loadTray: offline, loadDialog: offline });
  await uploads.choose();
  expect(offeredNames(uploads)).toBeUndefined();
  uploads.send([fileOf('a.mp4')], 'stream');
  await vi.waitFor(() => expect(uploads.failures()).toBe(2), 10_000);
  expect(uploads.state().queue).toBeUndefined();
});
