/** `finishing`: every byte is there, and the server is making the video of them. */
export type UploadItemStatus = 'waiting' | 'uploading' | 'finishing' | 'paused' | 'failed' | 'done';

export type UploadItem = {
  key: string;
  fileName: string;
  sizeBytes: number;
  sentBytes: number;
  bytesPerSecond: number;
  status: UploadItemStatus;
  /** Why it failed, in a sentence. */
  message?: string | undefined;
  videoId?: string | undefined;
};

/** Whether leaving the page would stop it. */
export const isUnderWay = ({ status }: UploadItem): boolean =>
  status === 'waiting' || status === 'uploading' || status === 'finishing';
