import type { Client } from '@media/sdk';
import { Uppy } from '@uppy/core';
import { SdkUploader } from './sdk-uploader';
import { createSendFile } from './send-file';
import { identityOf, unfinishedUploads } from './unfinished-uploads';
import { isPausable, toUploadItem, type UploadItem } from './upload-item';
import type { UploadFile, UploadMeta, UploadResult, UploadUppy } from './upload-uppy';

type Options = {
  client: Pick<Client, 'uploadFile'> & { uploads: Pick<Client['uploads'], 'abort'> };
  /** Called when a file has become a video. */
  onVideo: ConstructorParameters<typeof SdkUploader>[1]['onVideo'];
};

/**
 * The files of this page on their way to the server, kept by Uppy. It lives outside of React, so that walking through
 * the pages stops nothing.
 */
export const createUploadQueue = ({ client, onVideo }: Options) => {
  const uppy: UploadUppy = new Uppy<UploadMeta, UploadResult>({
    id: 'uploads',
    // What fails is shown in the tray.
    logger: { debug: () => undefined, warn: () => undefined, error: () => undefined },
    onBeforeFileAdded: (file) => ({ ...file, id: identityOf(intentOf(file)) }),
  });
  uppy.use(SdkUploader, { sendFile: createSendFile(client), onVideo });

  const item = (key: string): UploadItem | undefined => {
    const file: UploadFile | undefined = uppy.getFile(key);
    return file && toUploadItem(file);
  };
  // Not `upload()`, which would first try all again that failed, and wait for them.
  const start = (key: string) => void uppy.retryUpload(key);

  const pause = (key: string): void => {
    const shown = item(key);
    if (shown && isPausable(shown)) uppy.pauseResume(key);
  };

  const resume = (key: string): void => {
    const status = item(key)?.status;
    if (status === 'paused' || status === 'failed') start(key);
  };

  const add = (file: File, recipe: string): void => {
    const key = identityOf({ file, recipe });
    const status = item(key)?.status;
    if (status === 'done') uppy.removeFile(key);
    if (status === undefined || status === 'done') start(uppy.addFile(described(file, recipe)));
    else resume(key);
  };

  return {
    ...itemsOf(uppy),
    /** A file that is on the list already goes on, but is not sent twice; one that has arrived is taken for a new one. */
    add: (files: readonly File[], recipe: string): void => {
      for (const file of files) add(file, recipe);
    },
    /** Keeps what has arrived. */
    pause: (...keys: readonly string[]): void => {
      for (const key of keys) pause(key);
    },
    resume: (...keys: readonly string[]): void => {
      for (const key of keys) resume(key);
    },
    /** Takes files off the list; what has arrived of them is given up. */
    remove: async (...keys: readonly string[]): Promise<void> => {
      const unfinished = uppy.getFiles().filter(({ id, progress }) => keys.includes(id) && !progress.uploadComplete);
      uppy.removeFiles([...keys]);
      await Promise.all(unfinished.map((file) => giveUp(client, file)));
    },
    /** Stops everything and forgets the list: for signing out. */
    clear: (): void => uppy.cancelAll(),
  };
};

export type UploadQueue = ReturnType<typeof createUploadQueue>;

const described = (file: File, recipe: string) => ({
  name: file.name,
  type: file.type,
  data: file,
  meta: {
    recipe,
    phase: 'waiting' as const,
    bytesPerSecond: 0,
    inFlightBytes: 0,
    arrivedBytes: unfinishedUploads.arrivedOf({ file, recipe }),
  },
});

const intentOf = ({ data, meta }: UploadFile) => {
  if (!(data instanceof File)) throw new TypeError('Only files of this device can be sent.');
  return { file: data, recipe: meta.recipe };
};

const giveUp = async ({ uploads }: Options['client'], file: UploadFile): Promise<void> => {
  const intent = intentOf(file);
  const uploadId = unfinishedUploads.find(intent);
  unfinishedUploads.forget(intent);
  // Where this fails, the server sweeps the upload by itself.
  if (uploadId) await uploads.abort(uploadId).catch(() => undefined);
};

/** What Uppy keeps, as items: a file that did not change stays the same item. */
const itemsOf = (uppy: UploadUppy) => {
  const shown = new WeakMap<UploadFile, UploadItem>();
  let files = uppy.getState().files;
  let items: readonly UploadItem[] = [];

  const itemOf = (file: UploadFile): UploadItem => {
    const item = shown.get(file) ?? toUploadItem(file);
    shown.set(file, item);
    return item;
  };
  return {
    subscribe: (listener: () => void): (() => void) => {
      uppy.on('state-update', listener);
      return () => void uppy.off('state-update', listener);
    },
    /** The same array until something changes. */
    items: (): readonly UploadItem[] => {
      if (files !== uppy.getState().files) items = Object.values(uppy.getState().files).map(itemOf);
      files = uppy.getState().files;
      return items;
    },
  };
};
