import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { memoryStorage } from '../../fixtures/memory-storage';
import { unfinishedUploads } from './queue/unfinished-uploads';
import { createUploads } from './uploads';

beforeEach(() => {
  vi.stubGlobal('localStorage', memoryStorage());
  vi.stubGlobal('window', Object.assign(new EventTarget(), { navigator: { onLine: true } }));
});
afterEach(() => vi.unstubAllGlobals());

const ADA = { userId: 'ada', organizationId: 'home' };
const fileOf = (name: string) => new File(['x'], name, { lastModified: 1 });

const setUp = (parts: { loadTray?: () => Promise<void>; loadDialog?: () => Promise<void> } = {}) => {
  const uploadFile = () => new Promise<never>(() => undefined);
  const sentTo: string[] = [];
  const forOrganization = (organizationId: string) => {
    sentTo.push(organizationId);
    return { uploadFile };
  };
  const client = { forOrganization, uploads: { abort: async () => undefined } };
  const load = { loadDialog: async () => undefined, loadTray: async () => undefined, ...parts };
  let failures = 0;
  const onLoadFailed = () => {
    failures += 1;
  };
  const uploads = createUploads({ client, onVideo: () => undefined, onLoadFailed, ...load });
  uploads.belongTo(ADA);
  return { ...uploads, sentTo, failures: () => failures };
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
  unfinishedUploads.remember({ file: fileOf('old.mp4'), recipe: 'audio', organizationId: 'home' }, 'up-1');
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

test.each([undefined, { userId: 'bert', organizationId: 'home' }])(
  'when the owner signs out, or %j signs in, the list is emptied and the dialog closed',
  async (next) => {
    const uploads = setUp();
    uploads.send([fileOf('a.mp4')], 'stream');
    await uploads.choose();
    await vi.waitFor(() => expect(queuedNames(uploads)).toEqual(['a.mp4']), 10_000);
    uploads.belongTo({ ...ADA });
    expect(queuedNames(uploads)).toEqual(['a.mp4']);
    uploads.belongTo(next);
    expect(queuedNames(uploads)).toEqual([]);
    expect(offeredNames(uploads)).toBeUndefined();
  },
);

test('what was sent before somebody else signed in is not sent once the uploader is loaded', async () => {
  let finish: () => void = () => undefined;
  const tray = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const uploads = setUp({ loadTray: () => tray });
  uploads.send([fileOf('of-ada.mp4')], 'stream');
  uploads.belongTo({ userId: 'bert', organizationId: 'office' });
  uploads.send([fileOf('of-bert.mp4')], 'stream');
  finish();
  await vi.waitFor(() => expect(queuedNames(uploads)).toEqual(['of-bert.mp4']), 10_000);
  expect(uploads.sentTo).toEqual(['office']);
});

test('an upload stays in the organization that it was begun in, and the next one goes to the one that is chosen then', async () => {
  const uploads = setUp();
  uploads.send([fileOf('a.mp4')], 'stream');
  await vi.waitFor(() => expect(queuedNames(uploads)).toEqual(['a.mp4']), 10_000);
  uploads.belongTo({ ...ADA, organizationId: 'team' });
  uploads.send([fileOf('b.mp4')], 'stream');
  await vi.waitFor(() => expect(queuedNames(uploads)).toEqual(['a.mp4', 'b.mp4']));
  expect(uploads.sentTo).toEqual(['home', 'team']);
});

test('a file that was begun in another organization is asked about here, and resumed where it is asked for', async () => {
  const uploads = setUp();
  const target = { recipe: 'audio', organizationId: 'team' };
  unfinishedUploads.remember({ file: fileOf('old.mp4'), ...target }, 'up-2');
  await uploads.choose([fileOf('old.mp4')]);
  expect(offeredNames(uploads)).toEqual(['old.mp4']);
  const [unfinished] = unfinishedUploads.list();
  if (!unfinished) throw new Error('Nothing is unfinished.');
  expect(uploads.resume([fileOf('old.mp4'), fileOf('new.mp4')], unfinished)).toBe(1);
  await vi.waitFor(() => expect(uploads.sentTo).toEqual(['team']), 10_000);
  expect(uploads.resume([fileOf('new.mp4')], unfinished)).toBe(0);
});

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
