import { ApiError, type Client, type UploadView } from '@media/sdk';
import { type UnfinishedUpload, unfinishedUploads } from './unfinished-uploads';
import { uploadsBeingSent } from './upload-lock';

export type Unfinished = UnfinishedUpload & { arrivedBytes: number };

type Uploads = Pick<Client['uploads'], 'get'>;

/**
 * The uploads that were begun before and that no tab is sending now: they lack their files. What ended meanwhile, swept
 * or a video already, is forgotten. Throws ApiError or NetworkError.
 */
export const lookUpUnfinished = async (uploads: Uploads, signal?: AbortSignal): Promise<Unfinished[]> => {
  const busy = await uploadsBeingSent();
  const idle = unfinishedUploads.list().filter(({ uploadId }) => !busy.has(uploadId));
  const found = await Promise.all(idle.map((unfinished) => lookUp(uploads, unfinished, signal)));
  return found.flat();
};

const lookUp = async (uploads: Uploads, unfinished: UnfinishedUpload, signal?: AbortSignal): Promise<Unfinished[]> => {
  const upload = await uploads.get(unfinished.uploadId, signal).catch((error: unknown) => {
    if (error instanceof ApiError && error.status === 404) return undefined;
    throw error;
  });
  if (upload && isOpen(upload)) {
    const arrivedBytes = arrivedBytesOf(upload);
    unfinishedUploads.noteArrived(unfinished.uploadId, arrivedBytes);
    return [{ ...unfinished, arrivedBytes }];
  }
  unfinishedUploads.forget(unfinished);
  return [];
};

const isOpen = ({ status }: UploadView): boolean => status === 'waiting' || status === 'uploading';

const arrivedBytesOf = ({ uploadedParts }: UploadView): number =>
  uploadedParts.reduce((total, { sizeBytes }) => total + sizeBytes, 0);
