import { ApiError, type Client, UploadMismatchError, type VideoView } from '@media/sdk';
import { unfinishedUploads } from './unfinished-uploads';
import type { UploadEntries, UploadEntry } from './upload-entries';

export type SendingDeps = {
  client: Pick<Client, 'uploadFile'>;
  entries: UploadEntries;
  /** Called when a file has become a video. */
  onVideo: (video: VideoView) => void;
};

// Four parts of each file already fill a line; more files at once would only all be late.
const FILES_AT_ONCE = 2;

/** Sends the files that wait, a few at a time; each that ends lets the next one go. */
export const sendWaiting = (deps: SendingDeps): void => {
  const all = deps.entries.all();
  const running = all.filter(({ stop }) => stop).length;
  const waiting = all.filter(({ item, stop }) => item.status === 'waiting' && !stop);
  for (const entry of waiting.slice(0, Math.max(0, FILES_AT_ONCE - running))) void run(deps, entry);
};

const run = async (deps: SendingDeps, entry: UploadEntry): Promise<void> => {
  const { entries, onVideo } = deps;
  const { key } = entry.item;
  const stop = new AbortController();
  // Read before sending, which remembers the upload it begins: only one of an earlier time may have ended meanwhile.
  const resume = unfinishedUploads.find(entry);
  entry.stop = stop;
  entries.patch(key, { status: 'uploading', message: undefined });
  try {
    const video = await send(deps, entry, stop.signal, resume);
    unfinishedUploads.forget(entry);
    entries.patch(key, { status: 'done', videoId: video.id, sentBytes: entry.file.size });
    onVideo(video);
  } catch (error) {
    if (!stop.signal.aborted) fail(deps, entry, error, resume !== undefined);
  } finally {
    entry.stop = undefined;
    sendWaiting(deps);
  }
};

const send = (
  { client, entries }: SendingDeps,
  entry: UploadEntry,
  signal: AbortSignal,
  resume: string | undefined,
): Promise<VideoView> =>
  client.uploadFile(entry.file, {
    signal,
    video: { recipe: entry.recipe },
    ...(resume && { resume }),
    onUpload: (uploadId) => unfinishedUploads.remember(entry, uploadId),
    onProgress: ({ sentBytes, totalBytes, bytesPerSecond }) => {
      if (signal.aborted) return;
      const status = sentBytes === totalBytes ? 'finishing' : 'uploading';
      entries.patch(entry.item.key, { sentBytes, bytesPerSecond, status });
    },
  });

/** An upload that ended since it was begun, swept or with its video deleted, is begun anew; a new one that ends so fails. */
const fail = (
  { entries }: SendingDeps,
  { item, ...intent }: UploadEntry,
  error: unknown,
  wasResumed: boolean,
): void => {
  if (isOver(error)) unfinishedUploads.forget(intent);
  const message = error instanceof Error ? error.message : 'The upload failed.';
  const beginsAnew = isOver(error) && wasResumed;
  entries.patch(item.key, beginsAnew ? { status: 'waiting', sentBytes: 0 } : { status: 'failed', message });
};

/** Whether the upload that was remembered is of no use any more. */
const isOver = (error: unknown): boolean =>
  error instanceof UploadMismatchError ||
  (error instanceof ApiError && (error.code === 'UPLOAD_NOT_FOUND' || error.code === 'UPLOAD_CLOSED'));
