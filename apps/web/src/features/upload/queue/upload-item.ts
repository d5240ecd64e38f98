/**
 * `reconnecting`: the server or the network is unavailable, and the upload is retried automatically.
 * `finishing`: every byte is uploaded, and the server is creating the video.
 */
export type UploadItemStatus = 'waiting' | 'uploading' | 'reconnecting' | 'finishing' | 'paused' | 'failed' | 'done';

/** A file in the queue, as it is shown. Immutable: updates replace it. */
export type UploadItem = {
  key: string;
  /** The organization that its video belongs to. */
  organizationId: string;
  fileName: string;
  sizeBytes: number;
  /** Confirmed by the store. */
  sentBytes: number;
  /** Sent but not confirmed: lost if the connection breaks. */
  inFlightBytes: number;
  bytesPerSecond: number;
  status: UploadItemStatus;
  /** Why it failed, and the next step. */
  message: string | undefined;
  /** Whether a retry can succeed. Only meaningful for a failed file. */
  canRetry: boolean;
  videoId: string | undefined;
};

/** Whether it can be paused. A file whose bytes are all uploaded can't. */
export const isPausable = ({ status }: UploadItem): boolean =>
  status === 'waiting' || status === 'uploading' || status === 'reconnecting';

/** Whether closing the page would stop it. */
export const isActive = (item: UploadItem): boolean => isPausable(item) || item.status === 'finishing';

export const isRetryable = ({ status, canRetry }: UploadItem): boolean => status === 'failed' && canRetry;

/** Whether it can only be dismissed. */
export const isSettled = ({ status, canRetry }: UploadItem): boolean =>
  status === 'done' || (status === 'failed' && !canRetry);
