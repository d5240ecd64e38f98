import { ApiError, type Client, type UploadView } from '@media/sdk';
import { type UnfinishedUpload, unfinishedUploads } from './unfinished-uploads';
import { uploadsBeingSent } from './upload-lock';

export type Unfinished = UnfinishedUpload & { uploadedBytes: number };

type Uploads = Pick<Client['uploads'], 'get'>;

/**
 * The unfinished uploads that no tab is sending: they need their files again. Forgets uploads that expired or became a
 * video. Throws ApiError or NetworkError.
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
    const uploadedBytes = uploadedBytesOf(upload);
    unfinishedUploads.noteUploadedBytes(unfinished.uploadId, uploadedBytes);
    return [{ ...unfinished, uploadedBytes }];
  }
  unfinishedUploads.forget(unfinished);
  return [];
};

const isOpen = ({ status }: UploadView): boolean => status === 'waiting' || status === 'uploading';

const uploadedBytesOf = ({ uploadedParts }: UploadView): number =>
  uploadedParts.reduce((total, { sizeBytes }) => total + sizeBytes, 0);
