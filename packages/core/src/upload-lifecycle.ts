import { lifecycle } from './lifecycle.js';

/**
 * The lifecycle of an upload. Bytes go directly to storage, so `signed` (URLs were issued) is the only sign of progress.
 * `reopened`: completion found missing parts, which the client can still send.
 */
export const UPLOAD_LIFECYCLE = {
  waiting: { signed: 'uploading', completing: 'completing', aborted: 'aborted', expired: 'expired' },
  uploading: { signed: 'uploading', completing: 'completing', aborted: 'aborted', expired: 'expired' },
  completing: { completing: 'completing', completed: 'completed', reopened: 'uploading', expired: 'expired' },
  completed: {},
  aborted: {},
  expired: {},
} as const satisfies Record<string, Partial<Record<string, string>>>;

export const UPLOADS = lifecycle(UPLOAD_LIFECYCLE);
export type UploadStatus = keyof typeof UPLOAD_LIFECYCLE;
export type UploadEvent = Parameters<typeof UPLOADS.next>[1];
