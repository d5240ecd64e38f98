import { setTimeout as sleep } from 'node:timers/promises';
import { VideoDetails } from '@media/contracts';
import { AppError, storageKeys, type VideoId } from '@media/core';
import { createVideo, databaseNow, discard, type Upload } from '@media/database';
import type { Stored } from '@media/storage';
import type { ApiDeps } from '../api-deps.js';
import { resolveRecipe } from '../recipes/resolve-recipe.js';
import { defaultTitle } from './default-title.js';
import { joinBytes } from './join-bytes.js';
import { LATE_BYTES_MS } from './sign-parts.js';
import { nextCheckAt } from './when-to-check.js';

type Deps = Pick<ApiDeps, 'database' | 'uploads' | 'store' | 'log'>;
export type Completed = { videoId: VideoId; isNew: boolean };

/**
 * `leaseMs`: who completes an upload and says nothing for so long is thought dead, and another may go on.
 * `patienceMs`: how long somebody waits who found another at it.
 */
export type CompletionPace = { leaseMs: number; patienceMs: number };
export const USUAL_PACE: CompletionPace = { leaseMs: 60_000, patienceMs: 20_000 };
const LOOK_MS = 100;
const RETRY_AFTER_SECONDS = 2;

/**
 * Completes an upload and makes its video. Of several who try at once one does it and the others get the same video.
 * Every step may be repeated: whoever dies in the middle, the next one goes on.
 * @throws AppError UPLOAD_INCOMPLETE with missingParts, UPLOAD_SIZE_MISMATCH, UPLOAD_CLOSED, UPLOAD_COMPLETING, RECIPE_UNKNOWN
 */
export const completeUpload = async (
  deps: Deps,
  upload: Upload,
  details: VideoDetails,
  pace = USUAL_PACE,
): Promise<Completed> => {
  resolveRecipe(details.recipe);
  const patience = Date.now() + pace.patienceMs;
  for (let seen = upload; ; seen = await deps.uploads.get(upload.organizationId, upload.id)) {
    if (seen.status === 'completed') return { videoId: seen.videoId, isNew: false };
    if (seen.status === 'aborted' || seen.status === 'expired') throw new AppError('UPLOAD_CLOSED', { id: seen.id });
    const claimed = await deps.uploads.claimCompletion(seen, details, pace.leaseMs);
    const completed = claimed && (await completeClaimed(deps, claimed, details, pace.leaseMs));
    if (completed) return completed;
    if (Date.now() > patience) {
      throw new AppError('UPLOAD_COMPLETING', { id: seen.id, retryAfterSeconds: RETRY_AFTER_SECONDS });
    }
    await sleep(LOOK_MS);
  }
};

/** Undefined: the claim was lost to somebody else, and what happens to the upload is theirs to say. */
const completeClaimed = async (
  deps: Deps,
  claimed: Upload,
  details: VideoDetails,
  leaseMs: number,
): Promise<Completed | undefined> => {
  const stopRenewing = keepClaim(deps, claimed, leaseMs);
  try {
    const source = await joinBytes(deps, claimed);
    return await makeVideo(deps, claimed, source, details);
  } catch (error) {
    if (await reopen(deps, claimed)) throw error;
    deps.log.info({ uploadId: claimed.id, err: error }, 'completion was taken over');
    return undefined;
  } finally {
    stopRenewing();
  }
};

/** Joining many parts may take longer than the lease: it is prolonged until the returned function is called. */
const keepClaim = ({ uploads, log }: Deps, claimed: Upload, leaseMs: number): (() => void) => {
  const renew = () =>
    uploads
      .renewClaim(claimed, leaseMs)
      .catch((error) => log.warn({ uploadId: claimed.id, err: error }, 'completion could not be prolonged'));
  const timer = setInterval(() => void renew(), leaseMs / 3);
  return () => clearInterval(timer);
};

/** Lets the client send what is missing. False when the claim no longer stands: then what became of the upload stands. */
const reopen = async ({ database, uploads }: Deps, claimed: Upload): Promise<boolean> => {
  try {
    const checkAt = nextCheckAt(claimed, await databaseNow(database));
    await uploads.apply(claimed, 'reopened', { checkAt });
    return true;
  } catch (error) {
    if (error instanceof AppError && error.code === 'UPLOAD_CLOSED') return false;
    throw error;
  }
};

const makeVideo = (
  deps: Deps,
  upload: Upload,
  { etag, sizeBytes }: Stored,
  details: VideoDetails,
): Promise<Completed> =>
  deps.database.transaction(async (tx) => {
    const { videoId, organizationId, fileName } = upload;
    await deps.uploads.apply(upload, 'completed', { tx });
    const { title = defaultTitle(fileName), metadata = {} } = details;
    const source = { key: storageKeys.source(videoId), etag, sizeBytes, fileName };
    if (upload.objectKey !== source.key) await discard(tx, [upload.objectKey], LATE_BYTES_MS);
    await createVideo(tx, { id: videoId, organizationId, title, metadata, source }, resolveRecipe(details.recipe));
    return { videoId, isNew: true };
  });

/** What the announcement of an upload said about its video. */
export const announcedDetails = ({ videoDetails }: Upload): VideoDetails => VideoDetails.parse(videoDetails ?? {});

/** What the completion that is under way was asked for. */
export const askedDetails = ({ askedDetails: details }: Upload): VideoDetails => VideoDetails.parse(details ?? {});
