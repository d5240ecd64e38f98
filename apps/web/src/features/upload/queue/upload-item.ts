/**
 * `reconnecting`: something on the way to the server is broken, and the upload is retried automatically.
 * `finishing`: every byte is there, and the server is creating the video.
 */
export type UploadItemStatus = 'waiting' | 'uploading' | 'reconnecting' | 'finishing' | 'paused' | 'failed' | 'done';

/** A file in the queue, as it is shown. Never changed: an update replaces it. */
export type UploadItem = {
  key: string;
  /** Where its video will be. */
  organizationId: string;
  fileName: string;
  sizeBytes: number;
  /** Confirmed by the store. */
  sentBytes: number;
  /** On the way, and lost if the connection breaks now. */
  inFlightBytes: number;
  bytesPerSecond: number;
  status: UploadItemStatus;
  /** Why it failed, in a sentence. */
  message: string | undefined;
  /** Whether the same file can succeed on another attempt; only meaningful once it has failed. */
  canRetry: boolean;
  videoId: string | undefined;
};

/** Whether it can be paused: once every byte is there, it is out of our hands. */
export const isPausable = ({ status }: UploadItem): boolean =>
  status === 'waiting' || status === 'uploading' || status === 'reconnecting';

/** Whether leaving the page would stop it. */
export const isUnderWay = (item: UploadItem): boolean => isPausable(item) || item.status === 'finishing';

export const isRetryable = ({ status, canRetry }: UploadItem): boolean => status === 'failed' && canRetry;

/** Whether nothing can be done about it except to dismiss it. */
export const isOver = ({ status, canRetry }: UploadItem): boolean =>
  status === 'done' || (status === 'failed' && !canRetry);
