import { ApiError, type Client, type UploadOptions, type VideoView } from '@media/sdk';
import { afterEach, beforeEach, onTestFinished, vi } from 'vitest';
import { memoryStorage } from '../../../fixtures/memory-storage';
import { identityOf } from './unfinished-uploads';
import { createUploadQueue } from './upload-queue';

/** Gives each test its own window and storage. */
export const openPage = () => {
  let page = new EventTarget();
  beforeEach(() => {
    page = Object.assign(new EventTarget(), { navigator: { onLine: true } });
    vi.stubGlobal('localStorage', memoryStorage());
    vi.stubGlobal('window', page);
  });
  afterEach(() => vi.unstubAllGlobals());
  return { goOnline: () => page.dispatchEvent(new Event('online')) };
};

type Sent = UploadOptions & {
  name: string;
  organizationId: string;
  source: Parameters<Client['uploadFile']>[0];
  finish: (videoId: string) => Promise<void>;
  fail: (error: unknown) => Promise<void>;
};

/** Waits until pending promises have settled. */
export const settled = () => new Promise<void>((resolve) => setTimeout(resolve));

/** A client whose uploads end when the test says so. Like the real one, it rejects when its signal is aborted. */
const controlledClient = () => {
  const sent: Sent[] = [];
  const aborted: string[] = [];
  const uploadTo =
    (organizationId: string): Client['uploadFile'] =>
    (file, options = {}) => {
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
      sent.push({ ...options, name: file.name, organizationId, source: file, finish, fail });
      return promise;
    };
  const abort = async (id: string) => void aborted.push(id);
  return {
    client: { forOrganization: (id: string) => ({ uploadFile: uploadTo(id) }), uploads: { abort } },
    sent,
    aborted,
  };
};

export const fileOf = (name: string, size = 1_000) => new File(['x'.repeat(size)], name, { lastModified: 1 });
/** The default target of files. */
export const TARGET = { recipe: 'stream', organizationId: 'home' };
export const keyOf = (name: string, target = TARGET) => identityOf({ file: fileOf(name), ...target });
export const closed = (code: ApiError['code'], status = 409) => new ApiError(status, code, `It is ${code}.`);

/** A queue whose uploads end when the test says so. */
export const setUp = () => {
  const { client, sent, aborted } = controlledClient();
  const videos: string[] = [];
  const queue = createUploadQueue({ client, onVideo: ({ id }) => videos.push(id) });
  // Otherwise the next test would find its locks held by another tab.
  onTestFinished(queue.clear);
  const add = (...names: string[]) =>
    queue.add(
      names.map((name) => fileOf(name)),
      TARGET,
    );
  const statuses = () => queue.items().map(({ status }) => status);
  return { queue, add, sent, aborted, videos, statuses };
};
