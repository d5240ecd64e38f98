import { AppError, storageKeys } from '@media/core';
import type { Upload } from '@media/database';
import type { ObjectStore, Stored, StoreLimits } from '@media/storage';
import { findArrived, missingOf } from './find-arrived.js';
import type { IngestDeps } from './ingest-deps.js';

type Deps = Pick<IngestDeps, 'store'> & {
  /** Asked what has arrived; `store` takes its time to make one object of it. */
  asked: ObjectStore;
};

/** So often a list of parts may be overtaken by one that is sent again, before we give up. */
const MAX_TRIES = 3;

/**
 * Makes one object of what arrived, at the place of the source. Its size is what the store says. `limits` are for looking,
 * not for the making: that may take minutes, and is not worth less for being late.
 * @throws AppError UPLOAD_INCOMPLETE with missingParts, UPLOAD_SIZE_MISMATCH, UPLOAD_CLOSED when the store knows nothing of it
 */
export const joinBytes = async (
  { store }: Pick<IngestDeps, 'store'>,
  upload: Upload,
  limits?: StoreLimits,
): Promise<Stored> => {
  const deps = { store, asked: limits ? store.within(limits) : store };
  for (let tries = 1; ; tries += 1) {
    const stored = await tryToJoin(deps, upload);
    if (stored && stored.sizeBytes !== upload.sizeBytes) {
      throw new AppError('UPLOAD_SIZE_MISMATCH', { id: upload.id, stored });
    }
    if (stored) return stored;
    // Every part has its size, and still the store refuses them without a word about which: all must come again.
    if (tries === MAX_TRIES) throw new AppError('UPLOAD_INCOMPLETE', { id: upload.id, missingParts: allOf(upload) });
  }
};

const allOf = ({ partCount }: Upload): number[] => Array.from({ length: partCount }, (_, index) => index + 1);

/** Undefined: the store has other parts than it listed a moment ago, as when one is sent again meanwhile. */
const tryToJoin = async (deps: Deps, upload: Upload): Promise<Stored | undefined> => {
  const arrived = await findArrived({ store: deps.asked }, upload);
  const missing = missingOf(upload, arrived);
  if (arrived.kind === 'gone') throw new AppError('UPLOAD_CLOSED', { id: upload.id, reason: 'unknown to the store' });
  if (missing.length > 0) throw new AppError('UPLOAD_INCOMPLETE', { id: upload.id, missingParts: missing });
  if (arrived.kind !== 'parts') return pinned(deps, upload);
  try {
    return await deps.store.completeMultipart(upload.objectKey, upload.multipartId ?? '', arrived.parts);
  } catch (error) {
    if (error instanceof AppError && error.code === 'UPLOAD_INCOMPLETE') return undefined;
    throw error;
  }
};

/** The object at the source's key. A single PUT is copied there: its URL still works, and must change nothing any more. */
const pinned = async (
  { store, asked }: Deps,
  { objectKey, videoId, sizeBytes, contentType }: Upload,
): Promise<Stored> => {
  const head = await asked.head(objectKey);
  if (!head) throw new AppError('UPLOAD_INCOMPLETE', { missingParts: [1] });
  const sourceKey = storageKeys.source(videoId);
  if (objectKey === sourceKey || head.sizeBytes !== sizeBytes) return head;
  return store.copy(objectKey, sourceKey, { ifMatchEtag: head.etag, sizeBytes, contentType });
};
