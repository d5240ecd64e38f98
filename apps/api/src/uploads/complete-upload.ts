import { setTimeout as sleep } from 'node:timers/promises';
import { VideoDetails } from '@media/contracts';
import { AppError, storageKeys, type VideoId } from '@media/core';
import { createVideo, discard, type Upload } from '@media/database';
import type { Stored } from '@media/storage';
import type { ApiDeps } from '../api-deps.js';
import { resolveRecipe } from '../recipes/resolve-recipe.js';
import { defaultTitle } from './default-title.js';
import { findArrived, missingOf } from './find-arrived.js';
import { URL_LIFETIME_MS } from './sign-parts.js';

type Deps = Pick<ApiDeps, 'database' | 'uploads' | 'store'>;
export type Completed = { videoId: VideoId; isNew: boolean };

/** Who completes an upload has this long; then another may think it dead and go on. */
const LEASE_MS = 60_000;
/** How long somebody waits who found another at it. */
const PATIENCE_MS = 20_000;
const LOOK_MS = 100;

/**
 * Completes an upload and makes its video. Of several who try at once one does it and the others get the same video.
 * Every step may be repeated: whoever dies in the middle, the next one goes on.
 * @throws AppError UPLOAD_INCOMPLETE with missingParts, UPLOAD_SIZE_MISMATCH, UPLOAD_CLOSED, RECIPE_UNKNOWN
 */
export const completeUpload = async (deps: Deps, upload: Upload, details: VideoDetails): Promise<Completed> => {
  resolveRecipe(details.recipe);
  const patience = Date.now() + PATIENCE_MS;
  for (let seen = upload; ; seen = await deps.uploads.get(upload.organizationId, upload.id)) {
    if (seen.status === 'completed') return { videoId: seen.videoId, isNew: false };
    if (seen.status === 'aborted' || seen.status === 'expired') throw new AppError('UPLOAD_CLOSED', { id: seen.id });
    if (await deps.uploads.claimCompletion(seen, details, LEASE_MS)) return completeClaimed(deps, seen, details);
    if (Date.now() > patience) throw new AppError('STORAGE_UNAVAILABLE', { id: seen.id, reason: 'still completing' });
    await sleep(LOOK_MS);
  }
};

const completeClaimed = async (deps: Deps, seen: Upload, details: VideoDetails): Promise<Completed> => {
  const claimed: Upload = { ...seen, status: 'completing' };
  try {
    const source = await joinBytes(deps, claimed);
    return await makeVideo(deps, claimed, source, details);
  } catch (error) {
    await reopen(deps, claimed);
    throw error;
  }
};

/** Lets the client send what is missing. Somebody may have closed the upload meanwhile; then that stands. */
const reopen = async ({ uploads }: Deps, claimed: Upload): Promise<void> => {
  try {
    await uploads.apply(claimed, 'reopened');
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'UPLOAD_CLOSED')) throw error;
  }
};

/** Makes one object of what arrived, at the place of the source. Its size is what the store says. */
const joinBytes = async (deps: Deps, upload: Upload): Promise<Stored> => {
  const arrived = await findArrived(deps, upload);
  const missing = missingOf(upload, arrived);
  if (arrived.kind === 'gone') throw new AppError('UPLOAD_CLOSED', { id: upload.id, reason: 'unknown to the store' });
  if (missing.length > 0) throw new AppError('UPLOAD_INCOMPLETE', { id: upload.id, missingParts: missing });
  const stored =
    arrived.kind === 'parts'
      ? await deps.store.completeMultipart(upload.objectKey, upload.multipartId ?? '', arrived.parts)
      : await pinned(deps, upload);
  if (stored.sizeBytes !== upload.sizeBytes) throw new AppError('UPLOAD_SIZE_MISMATCH', { id: upload.id, stored });
  return stored;
};

/** The object at the source's key. A single PUT is copied there: its URL still works, and must change nothing any more. */
const pinned = async ({ store }: Deps, { objectKey, videoId, sizeBytes, contentType }: Upload): Promise<Stored> => {
  const head = await store.head(objectKey);
  if (!head) throw new AppError('UPLOAD_INCOMPLETE', { missingParts: [1] });
  const sourceKey = storageKeys.source(videoId);
  if (objectKey === sourceKey || head.sizeBytes !== sizeBytes) return head;
  return store.copy(objectKey, sourceKey, { ifMatchEtag: head.etag, sizeBytes, contentType });
};

const makeVideo = (
  deps: Deps,
  upload: Upload,
  { etag, sizeBytes }: Stored,
  details: VideoDetails,
): Promise<Completed> =>
  deps.database.transaction(async (tx) => {
    const { videoId, organizationId, fileName } = upload;
    await deps.uploads.apply(upload, 'completed', tx);
    const { title = defaultTitle(fileName), metadata = {} } = details;
    const source = { key: storageKeys.source(videoId), etag, sizeBytes, fileName };
    if (upload.objectKey !== source.key) await discard(tx, [upload.objectKey], URL_LIFETIME_MS);
    await createVideo(tx, { id: videoId, organizationId, title, metadata, source }, resolveRecipe(details.recipe));
    return { videoId, isNew: true };
  });

/** What the announcement of an upload said about its video. */
export const announcedDetails = ({ videoDetails }: Upload): VideoDetails => VideoDetails.parse(videoDetails ?? {});
