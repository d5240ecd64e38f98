import { AppError, systemActor } from '@media/core';
import { databaseNow, type Upload } from '@media/database';
import {
  announcedDetails,
  askedDetails,
  closeUpload,
  completeUpload,
  DEFAULT_TIMEOUTS,
  findArrived,
  type IngestDeps,
  missingOf,
  nextCheckAt,
} from '@media/ingest';
import { newTrace } from '@media/runtime';
import { isStopped } from './is-stopped.js';
import { workOff } from './work-off.js';

/** Longer than a look at an upload takes. Whoever completes one claims it besides. */
const LEASE_MS = 2 * 60_000;
const AT_ONCE = 8;
const MOST_PER_SWEEP = 1_000;
/** Other uploads are waiting, and whoever is at this one needs no second. */
const TIMEOUTS = { ...DEFAULT_TIMEOUTS, waitMs: 0 };

/**
 * Looks at the uploads that are due: those past their life end, those whose bytes are all there become videos (their
 * client may have died after the last part), the others are looked at again later. Processes share the work.
 */
export const sweepUploads = async (deps: IngestDeps, at?: Date, stop?: AbortSignal): Promise<void> => {
  const now = at ?? (await databaseNow(deps.database));
  await workOff({
    take: (limit) => deps.uploads.take(now, limit, LEASE_MS),
    work: async (upload) => {
      try {
        await sweepUpload(deps, upload, now);
        return undefined;
      } catch (error) {
        if (isStopped(error)) return undefined;
        deps.log.warn({ err: error, uploadId: upload.id }, 'Upload check failed; retrying later');
        const next = nextCheckAt({ ...upload, videoDetails: {} }, now);
        // If not even that can be written down, the lease is the pause.
        await deps.uploads.checkAgainAt(upload, next).catch(() => undefined);
        return error;
      }
    },
    ...{ atOnce: AT_ONCE, mostPerSweep: MOST_PER_SWEEP, stop },
  });
};

const sweepUpload = async (deps: IngestDeps, upload: Upload, now: Date): Promise<void> => {
  const actor = systemActor(upload.organizationId, 'sweeper');
  const completion = { upload, actor, trace: newTrace() };
  // One that is being completed is past its expiry only if nobody could complete it in all that time.
  if (upload.expiresAt <= now) return unlessTaken(closeUpload(deps, actor, upload, 'expired'));
  // Whoever was completing it has died: that is carried to its end, as it was asked for.
  if (upload.status === 'completing')
    return unlessTaken(completeUpload(deps, { ...completion, details: askedDetails(upload) }, TIMEOUTS));
  if (upload.videoDetails && (await isWhole(deps, upload))) {
    return unlessTaken(completeUpload(deps, { ...completion, details: announcedDetails(upload) }, TIMEOUTS));
  }
  await deps.uploads.checkAgainAt(upload, nextCheckAt(upload, now));
};

/** Looked at before the upload is touched: a client that still sends must not find it closed for a moment. */
const isWhole = async (deps: IngestDeps, upload: Upload): Promise<boolean> => {
  const arrived = await findArrived(deps, upload);
  return missingOf(upload, arrived).length === 0;
};

// Another process, or the client itself, was faster or is at it.
const unlessTaken = async (work: Promise<unknown>): Promise<void> => {
  try {
    await work;
  } catch (error) {
    const isTaken = error instanceof AppError && (error.code === 'UPLOAD_CLOSED' || error.code === 'UPLOAD_COMPLETING');
    if (!isTaken) throw error;
  }
};
