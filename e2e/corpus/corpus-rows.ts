import type { Expectation } from './expectation.ts';

const notMedia: Partial<Expectation> = { refused: { code: '^SOURCE_', words: '^[A-Z].+\\.$' } };
const image: Partial<Expectation> = { refused: { code: '^SOURCE_NOT_MEDIA$', words: "image\\) isn't supported" } };

/** What must come out of a file of the corpus where that isn't what was measured in it. */
export const CORPUS_ROWS: Record<string, Partial<Expectation>> = {
  // Playlists name other files, which aren't part of the upload.
  'livepeer/index.m3u8': notMedia,
  'livepeer/index_jwt.m3u8': notMedia,
  'livepeer/tiny.m3u8': notMedia,
  'livepeer/unauthorised.m3u8': notMedia,
  'mediabunny/red-image.png': image,
  'mediacms/test_image.png': image,
  'mediacms/test_image2.jpg': image,
  // Its index lists 35 s, of which half a second is there.
  'mediabunny/annex-b.mp4': { refused: { code: '^SOURCE_DAMAGED$', words: 'should last 0:35, but ends after 0:01' } },
  // Its first key frame comes after two seconds.
  'mediabunny/no-initial-keyframe.ts': { warned: '^BEGINNING_LOST .*63 frames' },
  // Where its halves were joined, there are 196 bytes that aren't MP3.
  'mediabunny/malformed-join.mp3': { warned: '^AUDIO_LOST ' },
  // ffmpeg's AAC encoder makes a click at 4.3 s, also without the product: it substitutes noise in a frame with temporal noise shaping.
  'mediabunny/glitch-hop-is-dead.wav': { maxPeak: 2.3 },
  // One track has 50 frames per second, the other the larger frames.
  'encore/multiple_video.mp4': { warned: '^VIDEO_TRACKS_LEFT_OUT .*1280×720' },
  // It lacks the parameter sets of its video, and no frame can be decoded.
  'livepeer/non-existing-pps.ts': { refused: { code: '^SOURCE_DAMAGED$', words: 'size of its frames' } },
  'livepeer/not_m3u8.m3u8': { refused: { code: '^REQUEST_INVALID$', words: 'sizeBytes: .*empty' } },
};
