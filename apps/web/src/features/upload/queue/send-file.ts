import { ApiError, type Client, UploadMismatchError, type VideoView } from '@media/sdk';
import { UnreadableFileError } from './describe-failure';
import { isTransient, retryDelayMs, waitForConnection } from './transient-error';
import { type Intent, unfinishedUploads } from './unfinished-uploads';
import type { UploadChange } from './upload-entries';
import { claimUpload } from './upload-lock';

/** The part of the SDK's client that uploads, in the organization that each file was chosen for. */
export type UploadClient = { forOrganization: (organizationId: string) => Pick<Client, 'uploadFile'> };

type SendFile = (
  intent: Intent & { file: File },
  how: { signal: AbortSignal; report: (change: UploadChange) => void },
) => Promise<VideoView>;

/**
 * Sends a file by the SDK and outlives what passes by itself, however long it takes. What arrived before a reload is not
 * sent again. Throws what the server refuses it for, or the signal's reason.
 */
export const createSendFile =
  (client: UploadClient): SendFile =>
  async (intent, how) => {
    for (let failures = 0; ; ) {
      const resume = unfinishedUploads.find(intent);
      const onProgress = () => {
        failures = 0;
      };
      try {
        const video = await sendOnce(client, intent, { ...how, resume, onProgress });
        unfinishedUploads.forget(intent);
        return video;
      } catch (error) {
        how.signal.throwIfAborted();
        if (isOver(error)) unfinishedUploads.forget(intent);
        // An upload that ended since it was begun, swept or with its video deleted, is begun anew; a new one fails.
        if (isOver(error) && resume !== undefined) continue;
        if (!isTransient(error)) throw error;
        await mustBeReadable(intent.file);
        failures += 1;
        how.report({ status: 'reconnecting' });
        await waitForConnection(retryDelayMs(error, failures), how.signal);
      }
    }
  };

type Try = Parameters<SendFile>[1] & { resume: string | undefined; onProgress: () => void };

const sendOnce = async (
  client: UploadClient,
  intent: Intent & { file: File },
  { signal, report, resume, onProgress }: Try,
): Promise<VideoView> => {
  const ended = new AbortController();
  try {
    if (resume && !(await claimUpload(resume, ended.signal))) throw new BusyElsewhereError();
    signal.throwIfAborted();
    return await client.forOrganization(intent.organizationId).uploadFile(intent.file, {
      signal,
      video: { recipe: intent.recipe },
      ...(resume && { resume }),
      onUpload: (uploadId) => {
        unfinishedUploads.remember(intent, uploadId);
        if (!resume) void claimUpload(uploadId, ended.signal);
      },
      onProgress: ({ sentBytes, inFlightBytes, totalBytes, bytesPerSecond }) => {
        if (bytesPerSecond > 0) onProgress();
        const status = sentBytes === totalBytes ? 'finishing' : 'uploading';
        report({ status, sentBytes, inFlightBytes, bytesPerSecond });
      },
    });
  } finally {
    ended.abort();
  }
};

/** A browser reports a file that it cannot read any more like a broken connection: waiting would be in vain. */
const mustBeReadable = async (file: File): Promise<void> => {
  try {
    await file.slice(-1).arrayBuffer();
  } catch (cause) {
    throw new UnreadableFileError(cause);
  }
};

class BusyElsewhereError extends Error {
  constructor() {
    super('This file is being uploaded in another tab. Leave it to that one, or stop it there.');
  }
}

/** Whether the upload that was remembered is of no use any more. */
const isOver = (error: unknown): boolean =>
  error instanceof UploadMismatchError ||
  (error instanceof ApiError && (error.code === 'UPLOAD_NOT_FOUND' || error.code === 'UPLOAD_CLOSED'));
