import { AppError } from '@media/core';
import type { Upload } from '@media/database';
import type { ApiDeps } from '../api-deps.js';
import { closeUpload } from '../uploads/abort-upload.js';
import { announcedDetails, completeUpload } from '../uploads/complete-upload.js';
import { findArrived, missingOf } from '../uploads/find-arrived.js';
import { nextCheckAt } from '../uploads/when-to-check.js';

type Deps = Pick<ApiDeps, 'database' | 'uploads' | 'store' | 'log'>;

const BATCH = 50;

/**
 * Looks at the uploads that are due: those past their life end, those whose bytes are all there become videos (their
 * client may have died after the last part), the others are looked at again later. Several processes may do so at once.
 */
export const sweepUploads = async (deps: Deps, now = new Date()): Promise<void> => {
  for (const upload of await deps.uploads.due(now, BATCH)) {
    try {
      await sweepUpload(deps, upload, now);
    } catch (error) {
      deps.log.warn({ err: error, uploadId: upload.id }, 'upload could not be swept');
      await deps.uploads.checkAgainAt(upload.id, nextCheckAt({ ...upload, completesItself: true }, now));
    }
  }
};

const sweepUpload = async (deps: Deps, upload: Upload, now: Date): Promise<void> => {
  // One that is being completed is past its expiry only if nobody could complete it in all that time.
  if (upload.expiresAt <= now) return ignoringClosed(closeUpload(deps, upload, 'expired'));
  const completesItself = upload.videoDetails !== null;
  const wasDying = upload.status === 'completing';
  if (completesItself && (wasDying || (await isWhole(deps, upload)))) {
    await ignoringClosed(completeUpload(deps, upload, announcedDetails(upload)));
    return;
  }
  await deps.uploads.checkAgainAt(upload.id, nextCheckAt({ ...upload, completesItself }, now));
};

/** Looked at before the upload is touched: a client that still sends must not find it closed for a moment. */
const isWhole = async (deps: Deps, upload: Upload): Promise<boolean> => {
  const arrived = await findArrived(deps, upload);
  return missingOf(upload, arrived).length === 0;
};

// Another process, or the client itself, was faster.
const ignoringClosed = async (work: Promise<unknown>): Promise<void> => {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'UPLOAD_CLOSED')) throw error;
  }
};
