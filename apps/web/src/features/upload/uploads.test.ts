import type { Client } from '@media/sdk';
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
const chosen = (name: string, title = '') => ({ file: fileOf(name), title });

const setUp = (parts: { loadTray?: () => Promise<void>; loadDialog?: () => Promise<void> } = {}) => {
  const titles: (string | undefined)[] = [];
  const uploadFile: Client['uploadFile'] = (_, options) => {
    titles.push(options?.video?.title);
    return new Promise<never>(() => undefined);
  };
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
  uploads.setOwner(ADA);
  return { ...uploads, sentTo, titles, failures: () => failures };
};

const offeredNames = (uploads: ReturnType<typeof setUp>) => uploads.state().offered?.map(({ name }) => name);
const queuedNames = (uploads: ReturnType<typeof setUp>) =>
  uploads
    .state()
    .queue?.items()
    .map(({ fileName }) => fileName);

test('new files open the dialog, and the uploader is not loaded yet', async () => {
  const uploads = setUp();
  expect(offeredNames(uploads)).toBeUndefined();
  await uploads.choose([fileOf('a.mp4')]);
  expect(offeredNames(uploads)).toEqual(['a.mp4']);
  expect(uploads.state().queue).toBeUndefined();
  uploads.closeDialog();
  expect(offeredNames(uploads)).toBeUndefined();
});

test('the dialog also opens without files', async () => {
  const uploads = setUp();
  await uploads.choose();
  expect(offeredNames(uploads)).toEqual([]);
});

test('a file that was started before resumes without the dialog, which opens for the other files', async () => {
  const uploads = setUp();
  unfinishedUploads.remember({ file: fileOf('old.mp4'), recipe: 'audio', organizationId: 'home' }, 'up-1');
  await uploads.choose([fileOf('old.mp4')]);
  expect(offeredNames(uploads)).toBeUndefined();
  await vi.waitFor(() => expect(queuedNames(uploads)).toEqual(['old.mp4']), 10_000);
  await uploads.choose([fileOf('old.mp4'), fileOf('new.mp4')]);
  expect(offeredNames(uploads)).toEqual(['new.mp4']);
});

test('files that are sent while the uploader is loading end up in one list', async () => {
  const uploads = setUp();
  uploads.send([chosen('a.mp4')], 'stream');
  uploads.send([chosen('b.mp4')], 'audio');
  await vi.waitFor(() => expect(queuedNames(uploads)).toEqual(['a.mp4', 'b.mp4']), 10_000);
});

test.each([undefined, { userId: 'bert', organizationId: 'home' }])(
  'when the user signs out, or %j signs in, the list is emptied and the dialog closes',
  async (next) => {
    const uploads = setUp();
    uploads.send([chosen('a.mp4')], 'stream');
    await uploads.choose();
    await vi.waitFor(() => expect(queuedNames(uploads)).toEqual(['a.mp4']), 10_000);
    uploads.setOwner({ ...ADA });
    expect(queuedNames(uploads)).toEqual(['a.mp4']);
    uploads.setOwner(next);
    expect(queuedNames(uploads)).toEqual([]);
    expect(offeredNames(uploads)).toBeUndefined();
  },
);

test('files of the previous user are not sent once the uploader is loaded', async () => {
  let finish: () => void = () => undefined;
  const tray = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const uploads = setUp({ loadTray: () => tray });
  uploads.send([chosen('of-ada.mp4')], 'stream');
  uploads.setOwner({ userId: 'bert', organizationId: 'office' });
  uploads.send([chosen('of-bert.mp4')], 'stream');
  finish();
  await vi.waitFor(() => expect(queuedNames(uploads)).toEqual(['of-bert.mp4']), 10_000);
  expect(uploads.sentTo).toEqual(['office']);
});

test('an upload stays in the organization it was started in, and the next one goes to the current organization', async () => {
  const uploads = setUp();
  uploads.send([chosen('a.mp4')], 'stream');
  await vi.waitFor(() => expect(queuedNames(uploads)).toEqual(['a.mp4']), 10_000);
  uploads.setOwner({ ...ADA, organizationId: 'team' });
  uploads.send([chosen('b.mp4')], 'stream');
  await vi.waitFor(() => expect(queuedNames(uploads)).toEqual(['a.mp4', 'b.mp4']));
  expect(uploads.sentTo).toEqual(['home', 'team']);
});

test('a file that was started in another organization opens the dialog here, and can be resumed there', async () => {
  const uploads = setUp();
  const target = { recipe: 'audio', organizationId: 'team' };
  unfinishedUploads.remember({ file: fileOf('old.mp4'), ...target }, 'up-2');
  await uploads.choose([fileOf('old.mp4')]);
  expect(offeredNames(uploads)).toEqual(['old.mp4']);
  const [unfinished] = unfinishedUploads.list();
  if (!unfinished) throw new Error('No unfinished upload.');
  expect(uploads.resume([fileOf('old.mp4'), fileOf('new.mp4')], unfinished)).toBe(1);
  await vi.waitFor(() => expect(uploads.sentTo).toEqual(['team']), 10_000);
  expect(uploads.resume([fileOf('new.mp4')], unfinished)).toBe(0);
});

test('an uploader that cannot be loaded is reported, and nothing changes', async () => {
  const offline = async () => {
    throw new TypeError('Failed to fetch');
  };
  const uploads = setUp({ loadTray: offline, loadDialog: offline });
  await uploads.choose();
  expect(offeredNames(uploads)).toBeUndefined();
  uploads.send([chosen('a.mp4')], 'stream');
  await vi.waitFor(() => expect(uploads.failures()).toBe(2), 10_000);
  expect(uploads.state().queue).toBeUndefined();
});

test('each file is sent with its own title, and a blank title is left to the server', async () => {
  const uploads = setUp();
  uploads.send([chosen('a.mp4', ' Light\u200fhouse '), chosen('b.mp4', ' \u200b')], 'stream');
  await vi.waitFor(() => expect(uploads.titles).toEqual(['Lighthouse', undefined]), 10_000);
});
