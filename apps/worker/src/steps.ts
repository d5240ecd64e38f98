import { encodeAudio } from './audio/encode-audio.js';
import { encodeChunk } from './encode/encode-chunk.js';
import { fetchSource } from './fetch/fetch-source.js';
import { makeImage } from './images/make-image.js';
import { makePoster } from './images/make-poster.js';
import { packageOutputs } from './package/package-outputs.js';
import { probeSource } from './probe/probe-source.js';
import { repackageVideo } from './repackage/repackage-video.js';
import type { Steps } from './run-task/step.js';
import { extractTexts } from './text/extract-texts.js';
import { verifyOutputs } from './verify/verify-outputs.js';

/** The step of each task kind. Their order is in core's table of task kinds. */
export const STEPS: Steps = {
  fetch: fetchSource,
  probe: probeSource,
  encode: encodeChunk,
  repackage: repackageVideo,
  audio: encodeAudio,
  images: makeImage,
  text: extractTexts,
  poster: makePoster,
  package: packageOutputs,
  verify: verifyOutputs,
};
