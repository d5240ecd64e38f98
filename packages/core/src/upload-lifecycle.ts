import { lifecycle } from './lifecycle.js';

/**
 * The life of an upload. Bytes go straight to the store, so `signed` (URLs were handed out) is all we see of
 * their coming. `reopened`: completion found parts missing, and the client may send them.
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
