import type { Phase, UploadFile } from './upload-uppy';

/** `finishing`: every byte is there, and the server is making the video of them. */
export type UploadItemStatus = Phase | 'paused' | 'failed' | 'done';

/** A file on its way, as it is shown. */
export type UploadItem = {
  key: string;
  fileName: string;
  sizeBytes: number;
  /** Confirmed by the store. */
  sentBytes: number;
  /** On the way, and lost when the line breaks now. */
  inFlightBytes: number;
  bytesPerSecond: number;
  status: UploadItemStatus;
  /** Why it failed, in a sentence. */
  message: string | undefined;
  videoId: string | undefined;
};

/** Whether it may be halted: once every byte is there, it is out of our hands. */
export const isPausable = ({ status }: UploadItem): boolean =>
  status === 'waiting' || status === 'uploading' || status === 'reconnecting';

/** Whether leaving the page would stop it. */
export const isUnderWay = (item: UploadItem): boolean => isPausable(item) || item.status === 'finishing';

/** Until this page has heard from the store, what had arrived before. */
export const confirmedBytes = ({ progress, meta }: Pick<UploadFile, 'progress' | 'meta'>): number =>
  typeof progress.bytesUploaded === 'number' ? progress.bytesUploaded : meta.arrivedBytes;

export const toUploadItem = (file: UploadFile): UploadItem => {
  const status = statusOf(file);
  return {
    key: file.id,
    fileName: file.name,
    sizeBytes: file.size ?? 0,
    sentBytes: confirmedBytes(file),
    inFlightBytes: status === 'uploading' ? file.meta.inFlightBytes : 0,
    bytesPerSecond: status === 'uploading' ? file.meta.bytesPerSecond : 0,
    status,
    message: file.error ?? undefined,
    videoId: file.response?.body?.videoId,
  };
};

const statusOf = ({ progress, error, isPaused, meta }: UploadFile): UploadItemStatus => {
  if (progress.uploadComplete) return 'done';
  if (error) return 'failed';
  return isPaused ? 'paused' : meta.phase;
};
