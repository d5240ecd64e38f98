import type { CreateUploadRequest, UploadCreated } from '@media/contracts';
import { type Actor, AppError, layoutParts, requirePermission, storageKeys, type VideoId } from '@media/core';
import {
  checkPriority,
  type Database,
  type NewUpload,
  newId,
  type Upload,
  type Uploads,
  type UsageCounts,
} from '@media/database';
import { firstCheckAt, resolveRecipe } from '@media/ingest';
import type { ApiConfig } from '@media/runtime';
import type { ObjectStore } from '@media/storage';
import { signPart } from './sign-parts.js';

type Deps = {
  database: Database;
  uploads: Uploads;
  usage: Pick<UsageCounts, 'checkUpload'>;
  store: ObjectStore;
  config: ApiConfig;
};

/**
 * Creates an upload, with its division into parts, and returns how to send the file. `posterOf`: the video whose poster it will become.
 * @throws AppError UPLOAD_TOO_LARGE, QUOTA_EXCEEDED, RECIPE_UNKNOWN, PRIORITY_TOO_HIGH, FORBIDDEN
 */
export const createUpload = async (
  deps: Deps,
  actor: Actor,
  request: CreateUploadRequest,
  posterOf?: VideoId,
): Promise<UploadCreated> => {
  const { maxUploadBytes, uploadLifetimeMs, firstUploadCheckMs } = deps.config;
  if (request.sizeBytes > maxUploadBytes) throw new AppError('UPLOAD_TOO_LARGE', { sizeBytes: request.sizeBytes });
  // Fails early: the client may have disconnected when the video is created.
  if (request.video) {
    resolveRecipe(request.video.recipe);
    requirePermission(actor, 'video.write');
  }
  if (request.video?.priority) {
    await checkPriority(deps.database, actor.organizationId, request.video.priority);
  }
  const layout = layoutParts(request.sizeBytes, request.partSizeBytes);
  const [id, videoId] = [newId<'UploadId'>(), newId<'VideoId'>()];
  const objectKey = storageKeys.source(videoId);
  const contentType = request.contentType ?? 'application/octet-stream';
  const videoDetails = request.video ?? null;
  const now = await deps.usage.checkUpload(actor.organizationId, request.sizeBytes);
  const expiresAt = new Date(now.getTime() + uploadLifetimeMs);
  // Also for a single PUT: the URLs of parts stop working when the upload ends.
  const multipartId = await deps.store.createMultipart(objectKey, contentType);
  const upload = await create(deps, {
    ...{ id, videoId, objectKey, contentType, videoDetails, expiresAt, ...layout },
    organizationId: actor.organizationId,
    actor,
    fileName: request.fileName,
    sizeBytes: request.sizeBytes,
    multipartId,
    ...(posterOf && { posterOf }),
    checkAt: firstCheckAt({ expiresAt, videoDetails }, now, firstUploadCheckMs),
  });
  return toCreated(deps, upload);
};

/** If it is refused after all, because another upload was faster, nothing stays behind. */
const create = async ({ uploads, store }: Deps, upload: NewUpload): Promise<Upload> => {
  try {
    return await uploads.create(upload);
  } catch (error) {
    const isRefused = error instanceof AppError && error.code === 'QUOTA_EXCEEDED';
    if (isRefused && upload.multipartId) await store.abortMultipart(upload.objectKey, upload.multipartId);
    throw error;
  }
};

const toCreated = async (deps: Deps, upload: Upload): Promise<UploadCreated> => {
  const { id, status, strategy, partSizeBytes, partCount } = upload;
  const created = { id, status, strategy, partSizeBytes, partCount, expiresAt: upload.expiresAt.toISOString() };
  if (strategy === 'multipart') return created;
  const { url, headers } = await signPart(deps, upload, 1);
  return { ...created, url, headers };
};
