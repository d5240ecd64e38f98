import type { VideoView } from '@media/sdk';

type Code = NonNullable<VideoView['error']>['code'];

/** What the owner of a video can do about its failure. */
export type Advice = {
  text: string;
  /** Whether the very same thing again may succeed. */
  mayPass: boolean;
  /** A recipe that may succeed where this one did not. */
  recipe?: string;
};

const NEW_FILE = 'Save it again in the program it comes from, for instance as MP4, and upload it once more.';
const PASSING: Advice = { text: 'This may be temporary. Finished steps are kept.', mayPass: true };

const ADVICE: Partial<Record<Code, Advice>> = {
  SOURCE_NOT_MEDIA: { text: `Was it the right file? ${NEW_FILE}`, mayPass: false },
  SOURCE_NO_VIDEO: { text: 'Process it again with the recipe “audio”.', mayPass: false, recipe: 'audio' },
  SOURCE_NO_AUDIO: { text: 'Process it again with a recipe that keeps the picture.', mayPass: false, recipe: 'stream' },
  SOURCE_DAMAGED: { text: `Perhaps the copy broke off. ${NEW_FILE}`, mayPass: false },
  SOURCE_TOO_LARGE_PICTURE: { text: 'Save it with a smaller picture and upload it once more.', mayPass: false },
  SOURCE_TOO_LONG: { text: 'Cut it into parts and upload them one by one.', mayPass: false },
  SOURCE_UNSUPPORTED: { text: NEW_FILE, mayPass: false },
  SOURCE_CHANGED: { text: 'Upload the file once more.', mayPass: false },
  SOURCE_LARGER_THAN_CACHE: { text: 'Once that is done, try again.', mayPass: true },
  ENCODER_OUT_OF_MEMORY: {
    text: `Process it again with the output preset “compress”. If that fails too: ${NEW_FILE}`,
    mayPass: false,
    recipe: 'compress',
  },
  ENCODER_LIMIT: { text: 'Choose an output preset with a lower resolution.', mayPass: false, recipe: 'compress' },
};

/** For failures of the service rather than of the file, trying again is the advice. */
export const adviceFor = (code: Code | undefined): Advice => (code && ADVICE[code]) ?? PASSING;
