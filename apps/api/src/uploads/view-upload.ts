import type { UploadView } from '@media/contracts';
import { type OrganizationId, partSize, UPLOADS, type UploadId } from '@media/core';
import type { Upload, Uploads } from '@media/database';
import { type Arrived, findArrived, layoutOf } from '@media/ingest';
import type { ObjectStore } from '@media/storage';

type Deps = { uploads: Uploads; store: ObjectStore };
type Parts = UploadView['uploadedParts'];

const partsOf = (upload: Upload, arrived: Arrived): Parts => {
  if (arrived.kind === 'parts') return arrived.parts;
  if (arrived.kind !== 'object') return [];
  return wholeAs(upload, arrived.head.etag);
};

/** An assembled object has all parts, but storage no longer lists them. */
const wholeAs = (upload: Upload, etag: string): Parts => {
  const numbers = Array.from({ length: upload.partCount }, (_, index) => index + 1);
  const size = (number: number) => partSize(upload.sizeBytes, layoutOf(upload), number) ?? 0;
  return numbers.map((partNumber) => ({ partNumber, sizeBytes: size(partNumber), etag }));
};

/** The upload and the parts in storage, so that a client can resume it. @throws AppError UPLOAD_NOT_FOUND */
export const viewUpload = async (deps: Deps, organizationId: OrganizationId, id: UploadId): Promise<UploadView> => {
  const upload = await deps.uploads.get(organizationId, id);
  const arrived = UPLOADS.isTerminal(upload.status) ? undefined : await findArrived(deps, upload);
  const { status, fileName, sizeBytes, strategy, partSizeBytes, partCount } = upload;
  return {
    ...{ id, status, fileName, sizeBytes, strategy, partSizeBytes, partCount },
    uploadedParts: arrived ? partsOf(upload, arrived) : [],
    expiresAt: upload.expiresAt.toISOString(),
  };
};
