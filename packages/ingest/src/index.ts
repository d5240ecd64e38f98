export { closeUpload } from './close-upload.js';
export {
  type Completed,
  type Completion,
  completeUpload,
  DEFAULT_TIMEOUTS,
  timeoutsOf,
} from './complete-upload.js';
export { type Arrived, findArrived, missingOf } from './find-arrived.js';
export type { IngestDeps } from './ingest-deps.js';
export { joinBytes } from './join-bytes.js';
export { layoutOf } from './layout-of.js';
export { resolveRecipe } from './resolve-recipe.js';
export { askedDetails, declaredDetails } from './stored-details.js';
export { LATE_BYTES_MS, UPLOAD_URL_SECONDS } from './upload-urls.js';
export { firstCheckAt, nextCheckAt } from './when-to-check.js';
