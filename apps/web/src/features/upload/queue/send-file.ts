import { ApiError, type Client, UploadMismatchError, type VideoView } from '@media/sdk';
import { UnreadableFileError } from './describe-failure';
import { isTransient, retryDelayMs, waitForConnection } from './transient-error';
import { type Intent, unfinishedUploads } from './unfinished-uploads';
import type { UploadChange } from './upload-entries';
import { claimUpload } from './upload-lock';

/** The part of the SDK's client that uploads to a given organization. */
export type UploadClient = { forOrganization: (organizationId: string) => Pick<Client, 'uploadFile'> };

type SendFile = (
  intent: Intent & { file: File },
  how: { signal: AbortSignal; report: (change: UploadChange) => void },
) => Promise<VideoView>;

/**
 * Uploads a file with the SDK and retries transient failures for as long as they last. Resumes after a reload, sending
 * only what is missing. Throws the server's refusal, or the signal's reason.
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
        if (isUnusable(error)) unfinishedUploads.forget(intent);
        // A remembered upload may have expired or lost its video: start a new one. If a new one is unusable, fail.
        if (isUnusable(error) && resume !== undefined) continue;
        if (!isTransient(error)) throw error;
        await assertReadable(intent.file);
        failures += 1;
        how.report({ status: 'reconnecting' });
        await waitForConnection(retryDelayMs(error, failures), how.signal);
      }
    }
  };

type Attempt = Parameters<SendFile>[1] & { resume: string | undefined; onProgress: () => void };

const sendOnce = async (
  client: UploadClient,
  intent: Intent & { file: File },
  { signal, report, resume, onProgress }: Attempt,
): Promise<VideoView> => {
  const ended = new AbortController();
  try {
    if (resume && !(await claimUpload(resume, ended.signal))) throw new UploadingElsewhereError();
    signal.throwIfAborted();
    return await client.forOrganization(intent.organizationId).uploadFile(intent.file, {
      signal,
      video: { recipe: intent.recipe, ...(intent.title !== undefined && { title: intent.title }) },
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

/** Browsers report an unreadable file as a network failure, which would be retried forever. */
const assertReadable = async (file: File): Promise<void> => {
  try {
    await file.slice(-1).arrayBuffer();
  } catch (cause) {
    throw new UnreadableFileError(cause);
  }
};

class UploadingElsewhereError extends Error {
  constructor() {
    super('This file is already uploading in another tab. To upload it here, pause or cancel it there, then retry.');
  }
}

/** Whether the remembered upload can no longer be resumed. */
const isUnusable = (error: unknown): boolean =>
  error instanceof UploadMismatchError ||
  (error instanceof ApiError && (error.code === 'UPLOAD_NOT_FOUND' || error.code === 'UPLOAD_CLOSED'));
