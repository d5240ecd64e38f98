import type { FailureCode, VideoView } from '@media/sdk';

type Code = NonNullable<VideoView['error']>['code'];

/** `retry` processes the video again as before, `preset` with another output preset, and `upload` opens the file picker. */
export type FailureAction = 'retry' | 'preset' | 'upload';

/** What the owner of a failed video can do. The error's message says so in words; these are its buttons, the best one first. */
export type Advice = {
  actions: readonly [FailureAction, ...FailureAction[]];
  /** The output preset that can succeed where this one failed. */
  preset?: 'stream' | 'compress' | 'audio';
};

const RETRY: Advice = { actions: ['retry'] };
const UPLOAD: Advice = { actions: ['upload'] };

/** A poster can also fail because of its picture. The page of the poster says what to do. */
type VideoFailureCode = Exclude<FailureCode, 'PICTURE_UNREADABLE'>;

/** By every code that a video can fail with: a new one doesn't compile without its advice. */
export const ADVICE: Record<VideoFailureCode, Advice> = {
  SOURCE_NOT_MEDIA: UPLOAD,
  SOURCE_NO_VIDEO: { actions: ['preset', 'upload'], preset: 'audio' },
  SOURCE_NO_AUDIO: { actions: ['preset', 'upload'], preset: 'stream' },
  SOURCE_DAMAGED: UPLOAD,
  SOURCE_TOO_LARGE_PICTURE: UPLOAD,
  SOURCE_TOO_LONG: UPLOAD,
  SOURCE_UNSUPPORTED: UPLOAD,
  SOURCE_CHANGED: UPLOAD,
  SOURCE_LARGER_THAN_CACHE: { actions: ['upload', 'retry'] },

  ENCODER_OUT_OF_MEMORY: { actions: ['preset', 'upload'], preset: 'compress' },
  ENCODER_LIMIT: { actions: ['preset'], preset: 'compress' },
  ENCODER_CRASHED: { actions: ['retry', 'upload'] },
  ENCODER_STALLED: RETRY,
  OUTPUT_WRONG: { actions: ['retry', 'upload'] },
  RESULT_REFUSED: RETRY,
  DISK_FULL: RETRY,
  WORKER_LOST: RETRY,
  SANDBOX_UNAVAILABLE: RETRY,
  CLAIM_LOST: RETRY,
  CANCELLED: RETRY,
  QUOTA_EXCEEDED: RETRY,
  STORAGE_UNAVAILABLE: RETRY,
  DATABASE_UNAVAILABLE: RETRY,
  CONFIG_INVALID: RETRY,
  INTERNAL: RETRY,
};

/** A newer API can send further codes. */
const adviceOf = (code: Code | undefined): Advice => {
  const known: Partial<Record<Code, Advice>> = ADVICE;
  return (code && known[code]) ?? RETRY;
};

/** The advice for a failed video; undefined for every other one. */
export const adviceFor = ({ status, error }: Pick<VideoView, 'status' | 'error'>): Advice | undefined =>
  status === 'failed' ? adviceOf(error?.code) : undefined;

/** Whether processing the video again with the same output preset can succeed. */
export const canProcessAgain = (video: Pick<VideoView, 'status' | 'error'>): boolean =>
  adviceFor(video)?.actions.includes('retry') ?? true;

/** Whether only another file can help. */
export const needsAnotherFile = (video: Pick<VideoView, 'status' | 'error'>): boolean =>
  adviceFor(video)?.actions.every((action) => action === 'upload') ?? false;
