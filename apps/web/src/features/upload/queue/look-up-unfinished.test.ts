import { ApiError, type UploadView } from '@media/sdk';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { memoryStorage } from '../../../fixtures/memory-storage';
import { lookUpUnfinished } from './look-up-unfinished';
import { unfinishedUploads } from './unfinished-uploads';
import { claimUpload } from './upload-lock';

beforeEach(() => vi.stubGlobal('localStorage', memoryStorage()));
afterEach(() => vi.unstubAllGlobals());

const TARGET = { recipe: 'stream', organizationId: 'home' };
const begin = (name: string): void =>
  unfinishedUploads.remember({ file: { name, size: 30, lastModified: 1 }, ...TARGET }, `id of ${name}`);
const parts = [1, 2].map((partNumber) => ({ partNumber, sizeBytes: 10, etag: 'e' }));
const remembered = () => unfinishedUploads.list().map(({ file }) => file.name);

/** An API with these uploads, by id, and no others. */
const knowing = (statuses: Record<string, UploadView['status']>) => ({
  get: async (id: string): Promise<UploadView> => {
    const status = statuses[id];
    if (!status) throw new ApiError(404, 'UPLOAD_NOT_FOUND', 'There is no such upload.');
    return { id, status, uploadedParts: parts } as unknown as UploadView;
  },
});

test('open uploads are listed with their uploaded bytes, and ended ones are forgotten', async () => {
  for (const name of ['half.mp4', 'video.mp4', 'swept.mp4', 'gone.mp4']) begin(name);
  const uploads = knowing({
    'id of half.mp4': 'uploading',
    'id of video.mp4': 'completed',
    'id of swept.mp4': 'expired',
  });
  expect(await lookUpUnfinished(uploads)).toMatchObject([{ file: { name: 'half.mp4' }, uploadedBytes: 20 }]);
  expect(remembered()).toEqual(['half.mp4']);
  expect(unfinishedUploads.uploadedBytesOf({ file: { name: 'half.mp4', size: 30, lastModified: 1 }, ...TARGET })).toBe(
    20,
  );
});

test('an upload that another tab is sending is left out until that tab closes', async () => {
  begin('half.mp4');
  const uploads = knowing({ 'id of half.mp4': 'uploading' });
  const tab = new AbortController();
  await claimUpload('id of half.mp4', tab.signal);
  expect(await lookUpUnfinished(uploads)).toEqual([]);
  expect(remembered()).toEqual(['half.mp4']);
  tab.abort();
  await vi.waitFor(async () => expect(await lookUpUnfinished(uploads)).toHaveLength(1));
});

test('nothing is forgotten when the server does not answer', async () => {
  begin('half.mp4');
  const get = async () => {
    throw new ApiError(503, 'STORAGE_UNAVAILABLE', 'Try again shortly.');
  };
  await expect(lookUpUnfinished({ get })).rejects.toThrow('Try again shortly.');
  expect(remembered()).toEqual(['half.mp4']);
});
