import type { Uppy, UppyFile } from '@uppy/core';

/** `reconnecting`: something on the way to the server is broken, and it is tried again by itself. */
export type Phase = 'waiting' | 'uploading' | 'reconnecting' | 'finishing';

/** What we keep of a file on its way, beside what Uppy itself does. */
export type UploadMeta = {
  recipe: string;
  phase: Phase;
  bytesPerSecond: number;
  /** On the way, not confirmed by the store yet. */
  inFlightBytes: number;
  /** What the store had before the file was chosen on this page. */
  arrivedBytes: number;
};

/** What came of a file that has arrived. */
export type UploadResult = { videoId: string };

export type UploadUppy = Uppy<UploadMeta, UploadResult>;
export type UploadFile = UppyFile<UploadMeta, UploadResult>;
