import type { Expectation } from './expectation.ts';

const notMedia: Partial<Expectation> = { refused: { code: '^SOURCE_', words: '^[A-Z].+\\.$' } };

/** What must come out of a file of the corpus where that isn't what was measured in it. */
export const CORPUS_ROWS: Record<string, Partial<Expectation>> = {
  // Playlists name other files, which aren't part of the upload.
  'livepeer/index.m3u8': notMedia,
  'livepeer/index_jwt.m3u8': notMedia,
  'livepeer/tiny.m3u8': notMedia,
  'livepeer/unauthorised.m3u8': notMedia,
  // One track has 50 frames per second, the other the larger frames.
  'encore/multiple_video.mp4': { warned: '^VIDEO_TRACKS_LEFT_OUT .*1280×720' },
  // It lacks the parameter sets of its video, and no frame can be decoded.
  'livepeer/non-existing-pps.ts': { refused: { code: '^SOURCE_DAMAGED$', words: 'size of its frames' } },
  'livepeer/not_m3u8.m3u8': { refused: { code: '^REQUEST_INVALID$', words: 'sizeBytes: .*empty' } },
};
