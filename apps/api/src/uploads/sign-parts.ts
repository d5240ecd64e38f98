import type { SignedParts, SignPartsRequest } from '@media/contracts';
import { type Actor, AppError, partSize, type UploadId } from '@media/core';
import { type Database, databaseNow, type Upload, type Uploads } from '@media/database';
import { firstCheckAt, layoutOf, UPLOAD_URL_SECONDS } from '@media/ingest';
import type { ApiConfig } from '@media/runtime';
import type { ObjectStore, PresignedWrite } from '@media/storage';

export type SignDeps = {
  database: Database;
  uploads: Uploads;
  store: ObjectStore;
  config: Pick<ApiConfig, 'firstUploadCheckMs'>;
};

/** A presigned URL for one part. The size of the part is signed. @throws AppError PART_OUT_OF_RANGE */
export const signPart = async (
  { store }: Pick<SignDeps, 'store'>,
  upload: Upload,
  partNumber: number,
  checksumCrc32c?: string,
): Promise<PresignedWrite & { partNumber: number; sizeBytes: number }> => {
  const sizeBytes = partSize(upload.sizeBytes, layoutOf(upload), partNumber);
  if (sizeBytes === undefined) throw new AppError('PART_OUT_OF_RANGE', { partNumber, partCount: upload.partCount });
  const options = { sizeBytes, expiresInSeconds: UPLOAD_URL_SECONDS, ...(checksumCrc32c && { checksumCrc32c }) };
  const { objectKey, multipartId, contentType } = upload;
  const signed = multipartId
    ? await store.presignPart(objectKey, multipartId, partNumber, options)
    : await store.presignPut(objectKey, { ...options, contentType });
  return { partNumber, sizeBytes, ...signed };
};

/** Presigned URLs for parts. @throws AppError UPLOAD_NOT_FOUND, UPLOAD_CLOSED, PART_OUT_OF_RANGE */
export const signParts = async (
  deps: SignDeps,
  { organizationId }: Actor,
  id: UploadId,
  { partNumbers, checksums }: SignPartsRequest,
): Promise<SignedParts> => {
  const upload = await deps.uploads.get(organizationId, id);
  const parts = await Promise.all(
    [...new Set(partNumbers)].map((number) => signPart(deps, upload, number, checksums?.[number])),
  );
  // Schedules a check, because the client may send all bytes and disconnect without completing the upload.
  const checkAt = firstCheckAt(upload, await databaseNow(deps.database), deps.config.firstUploadCheckMs);
  await deps.uploads.apply(upload, 'signed', { checkAt });
  return { parts };
};
