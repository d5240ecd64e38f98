import type { ErrorEntry } from './error-entry.js';

/** Problems with a source. Retrying doesn't help. */
export const SOURCE_ERRORS = {
  SOURCE_NOT_MEDIA: {
    kind: 'invalid',
    retry: false,
    text: "The file isn't a video or audio file that the server can read. Check that it's the right file, or export it as MP4 and upload that.",
  },
  SOURCE_NO_VIDEO: {
    kind: 'invalid',
    retry: false,
    text: 'The file contains no video. Use the output preset “Audio”, or upload another file.',
  },
  SOURCE_NO_AUDIO: {
    kind: 'invalid',
    retry: false,
    text: 'The file contains no audio. Use an output preset that includes video, or upload another file.',
  },
  SOURCE_DAMAGED: {
    kind: 'invalid',
    retry: false,
    text: "The file is damaged: its video or audio can't be decoded. Copy or export it again and upload the new file.",
  },
  SOURCE_TOO_LARGE_PICTURE: {
    kind: 'invalid',
    retry: false,
    text: 'The video frames are larger than 36 megapixels, the maximum on this server. Export the file at a lower resolution and upload that.',
  },
  SOURCE_TOO_LONG: {
    kind: 'invalid',
    retry: false,
    text: 'The file is longer than this server accepts. Split it into shorter parts and upload them separately.',
  },
  SOURCE_UNSUPPORTED: {
    kind: 'invalid',
    retry: false,
    text: "This file format or codec isn't supported. Export the file as MP4 and upload that.",
  },
  SOURCE_LARGER_THAN_CACHE: {
    kind: 'tooLarge',
    retry: false,
    text: "The file is larger than the workers' cache. Upload a smaller file, or raise WORKER_CACHE_BYTES and try again.",
  },
  SOURCE_CHANGED: {
    kind: 'conflict',
    retry: false,
    text: "The stored file isn't the one that was uploaded. Upload the file again.",
  },
  PICTURE_UNREADABLE: {
    kind: 'invalid',
    retry: false,
    text: "The picture can't be read. Choose a JPEG, PNG or WebP file of up to 36 megapixels. Until then, the video keeps its poster.",
  },
} as const satisfies Record<string, ErrorEntry>;
