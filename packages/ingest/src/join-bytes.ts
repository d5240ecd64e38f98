import { AppError, storageKeys } from '@media/core';
import type { Upload } from '@media/database';
import type { ObjectStore, Stored, StoreLimits } from '@media/storage';
import { findArrived, missingOf } from './find-arrived.js';
import type { IngestDeps } from './ingest-deps.js';

type Deps = Pick<IngestDeps, 'store'> & {
  /** For checking what has arrived, with the request's limits; `store`, which joins it, has none. */
  limited: ObjectStore;
};

/** A part that is sent again can outdate the list of parts. */
const MAX_ATTEMPTS = 3;

/**
 * Joins the uploaded bytes into one object at the source's key. Its size is the one reported by the store. `limits` apply
 * to the checks but not to the join, which can take minutes and is still useful when late.
 * @throws AppError UPLOAD_INCOMPLETE with missingParts, UPLOAD_SIZE_MISMATCH, UPLOAD_CLOSED when the store knows nothing of it
 */
export const joinBytes = async (
  { store }: Pick<IngestDeps, 'store'>,
  upload: Upload,
  limits?: StoreLimits,
): Promise<Stored> => {
  const deps = { store, limited: limits ? store.within(limits) : store };
  for (let attempt = 1; ; attempt += 1) {
    const stored = await tryToJoin(deps, upload);
    if (stored && stored.sizeBytes !== upload.sizeBytes) {
      throw new AppError('UPLOAD_SIZE_MISMATCH', { id: upload.id, stored });
    }
    if (stored) return stored;
    // All sizes match, but the store rejects the parts without saying which: all must be sent again.
    if (attempt === MAX_ATTEMPTS)
      throw new AppError('UPLOAD_INCOMPLETE', { id: upload.id, missingParts: allParts(upload) });
  }
};

const allParts = ({ partCount }: Upload): number[] => Array.from({ length: partCount }, (_, index) => index + 1);

/** Undefined if the store's parts have changed since they were listed, for example because one was sent again. */
const tryToJoin = async (deps: Deps, upload: Upload): Promise<Stored | undefined> => {
  const arrived = await findArrived({ store: deps.limited }, upload);
  const missing = missingOf(upload, arrived);
  if (arrived.kind === 'gone') throw new AppError('UPLOAD_CLOSED', { id: upload.id, reason: 'unknown to the store' });
  if (missing.length > 0) throw new AppError('UPLOAD_INCOMPLETE', { id: upload.id, missingParts: missing });
  if (arrived.kind !== 'parts') return pinSource(deps, upload);
  try {
    return await deps.store.completeMultipart(upload.objectKey, upload.multipartId ?? '', arrived.parts);
  } catch (error) {
    if (error instanceof AppError && error.code === 'UPLOAD_INCOMPLETE') return undefined;
    throw error;
  }
};

/** The object at the source's key. A single PUT of an earlier release is copied there, because its URL could still overwrite it. */
const pinSource = async (
  { store, limited }: Deps,
  { objectKey, videoId, sizeBytes, contentType }: Upload,
): Promise<Stored> => {
  const head = await limited.head(objectKey);
  if (!head) throw new AppError('UPLOAD_INCOMPLETE', { missingParts: [1] });
  const sourceKey = storageKeys.source(videoId);
  if (objectKey === sourceKey || head.sizeBytes !== sizeBytes) return head;
  return store.copy(objectKey, sourceKey, { ifMatchEtag: head.etag, sizeBytes, contentType });
};
