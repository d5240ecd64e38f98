import { AppError, parseTraceparent, type SystemActor, systemActor } from '@media/core';
import { databaseNow, recordAudit, type Upload } from '@media/database';
import {
  askedDetails,
  type Completion,
  closeUpload,
  completeUpload,
  DEFAULT_TIMEOUTS,
  declaredDetails,
  findArrived,
  type IngestDeps,
  missingOf,
  nextCheckAt,
} from '@media/ingest';
import { newTrace } from '@media/runtime';
import { inSpan } from '@media/tracing';
import { isStopped } from './is-stopped.js';
import { processDue } from './process-due.js';

/** Longer than checking an upload takes. Completing one requires a separate claim. */
const LEASE_MS = 2 * 60_000;
const CONCURRENCY = 8;
const MAX_PER_SWEEP = 1_000;
/** Doesn't wait for another process's completion, because other uploads are due. */
const TIMEOUTS = { ...DEFAULT_TIMEOUTS, waitMs: 0 };

/**
 * Checks the uploads that are due: expires old ones, completes those whose bytes have all arrived (the client may have died
 * after the last part), and schedules the next check of the others. Processes share the work.
 */
export const sweepUploads = async (deps: IngestDeps, at?: Date, stop?: AbortSignal): Promise<void> => {
  const now = at ?? (await databaseNow(deps.database));
  await processDue({
    take: (limit) => deps.uploads.take(now, limit, LEASE_MS),
    work: async (upload) => {
      try {
        await sweepUpload(deps, upload, now);
        return undefined;
      } catch (error) {
        if (isStopped(error)) return undefined;
        deps.log.warn({ err: error, uploadId: upload.id }, 'Upload check failed; retrying later');
        const next = nextCheckAt({ ...upload, videoDetails: {} }, now);
        // If that fails too, the upload is due again after the lease.
        await deps.uploads.checkAgainAt(upload, next).catch(() => undefined);
        return error;
      }
    },
    ...{ concurrency: CONCURRENCY, maxPerSweep: MAX_PER_SWEEP, stop },
  });
};

const sweepUpload = async (deps: IngestDeps, upload: Upload, now: Date): Promise<void> => {
  const actor = systemActor(upload.organizationId, 'sweeper');
  // Also if it is being completed: every attempt to complete it has failed.
  if (upload.expiresAt <= now) return ignoreTaken(closeUpload(deps, actor, upload, 'expired'));
  // Its completion has died: finish it with the requested details.
  if (upload.status === 'completing') return complete(deps, { upload, actor, details: askedDetails(upload) });
  if (upload.videoDetails && (await hasAllBytes(deps, upload))) {
    return complete(deps, { upload, actor, details: declaredDetails(upload) });
  }
  await deps.uploads.checkAgainAt(upload, nextCheckAt(upload, now));
};

/** Whoever created an upload can have lost access since. Then it stays until somebody else completes it, or it expires. */
const completeOrHold = async (deps: IngestDeps, completion: Completion & { actor: SystemActor }): Promise<void> => {
  try {
    await ignoreTaken(completeUpload(deps, completion, TIMEOUTS));
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'FORBIDDEN')) throw error;
    await hold(deps, completion);
  }
};

/** Doesn't check it again before it expires, so that the log says it once. */
const hold = async (
  { database, uploads, log }: IngestDeps,
  { actor, upload: { id, organizationId, fileName: name } }: { actor: SystemActor; upload: Upload },
): Promise<void> => {
  const upload = await uploads.get(organizationId, id);
  await database.transaction(async (tx) => {
    if (!(await uploads.checkAgainAt(upload, upload.expiresAt, tx))) return;
    await recordAudit(tx, actor, { action: 'upload.held', targets: [{ type: 'upload', id, name }] });
  });
  log.info({ uploadId: id, creator: upload.actor }, 'Upload not completed, because its creator has lost access');
};

/** Starts the trace that the video's work belongs to: there is no request. */
const complete = (deps: IngestDeps, completion: Omit<Completion, 'trace'> & { actor: SystemActor }): Promise<void> =>
  inSpan('complete upload', { parent: null }, (_span, traceparent) => {
    const trace = parseTraceparent(traceparent) ?? newTrace();
    return completeOrHold(deps, { ...completion, trace });
  });

/** Checked before claiming, so that a client that is still sending never finds the upload closed. */
const hasAllBytes = async (deps: IngestDeps, upload: Upload): Promise<boolean> => {
  const arrived = await findArrived(deps, upload);
  return missingOf(upload, arrived).length === 0;
};

/** Ignores that another process or the client has completed the upload, or is doing so. */
export const ignoreTaken = async (work: Promise<unknown>): Promise<void> => {
  try {
    await work;
  } catch (error) {
    const isTaken = error instanceof AppError && (error.code === 'UPLOAD_CLOSED' || error.code === 'UPLOAD_COMPLETING');
    if (!isTaken) throw error;
  }
};
