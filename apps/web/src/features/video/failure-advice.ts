import type { FailureCode, VideoView } from '@media/sdk';

type Code = NonNullable<VideoView['error']>['code'];

/** `retry` runs the same again, `preset` with another output preset, and `upload` asks for another file. */
export type FailureAction = 'retry' | 'preset' | 'upload';

/** What the owner of a video can do about its failure. The first action is the best one. */
export type Advice = {
  text: string;
  actions: readonly [FailureAction, ...FailureAction[]];
  /** The output preset that may succeed where this one did not. */
  preset?: 'stream' | 'compress' | 'audio';
};

const RETRY: Advice = { text: 'This may be temporary, so try again. Finished steps are kept.', actions: ['retry'] };

const uploadAgain = (text: string): Advice => ({ text, actions: ['upload'] });

/** By every code that a video can fail with: a new one doesn't compile without its advice. */
export const ADVICE: Record<FailureCode, Advice> = {
  SOURCE_NOT_MEDIA: uploadAgain(
    'Check that it is the right file. If it is, export it again, for instance as MP4, and upload the new file.',
  ),
  SOURCE_NO_VIDEO: {
    text: 'Use the output preset “audio”, or upload another file.',
    actions: ['preset', 'upload'],
    preset: 'audio',
  },
  SOURCE_NO_AUDIO: {
    text: 'Use an output preset that includes video, or upload another file.',
    actions: ['preset', 'upload'],
    preset: 'stream',
  },
  SOURCE_DAMAGED: uploadAgain('The copy may be incomplete. Copy or export it again, and upload the new file.'),
  SOURCE_TOO_LARGE_PICTURE: uploadAgain('Export it at a lower resolution, and upload the new file.'),
  SOURCE_TOO_LONG: uploadAgain('Split it into shorter parts, and upload them one by one.'),
  SOURCE_UNSUPPORTED: uploadAgain('Export it again, for instance as MP4, and upload the new file.'),
  SOURCE_CHANGED: uploadAgain('Upload the file again.'),
  SOURCE_LARGER_THAN_CACHE: {
    text: 'Upload a smaller file, or try again once an operator has raised the limit.',
    actions: ['upload', 'retry'],
  },

  ENCODER_OUT_OF_MEMORY: {
    text: 'The output preset “compress” needs less memory. If that fails too, upload a file of lower resolution.',
    actions: ['preset', 'upload'],
    preset: 'compress',
  },
  ENCODER_LIMIT: {
    text: 'Choose an output preset with a lower resolution.',
    actions: ['preset'],
    preset: 'compress',
  },
  ENCODER_CRASHED: RETRY,
  ENCODER_STALLED: RETRY,
  OUTPUT_WRONG: RETRY,
  RESULT_REFUSED: RETRY,
  DISK_FULL: RETRY,
  WORKER_LOST: RETRY,
  SANDBOX_UNAVAILABLE: RETRY,
  CLAIM_LOST: RETRY,
  CANCELLED: RETRY,
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

/** The advice for a video that failed; undefined for every other one. */
export const adviceFor = ({ status, error }: Pick<VideoView, 'status' | 'error'>): Advice | undefined =>
  status === 'failed' ? adviceOf(error?.code) : undefined;

/** Whether the same again, by the same output preset, can help: not where the file or the preset has to change. */
export const canProcessAgain = (video: Pick<VideoView, 'status' | 'error'>): boolean =>
  adviceFor(video)?.actions.includes('retry') ?? true;

/** Whether no run of any kind can help. */
export const needsAnotherFile = (video: Pick<VideoView, 'status' | 'error'>): boolean =>
  adviceFor(video)?.actions.every((action) => action === 'upload') ?? false;
