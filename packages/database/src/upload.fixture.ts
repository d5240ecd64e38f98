import { type OrganizationId, systemActor, type UploadId, type VideoId } from '@media/core';
import { newId } from './index.js';
import type { NewUpload } from './upload-row.js';

const LATER_MS = 72 * 3_600_000;

/** An upload to create, of one part. */
export const newUpload = (organizationId: OrganizationId, sizeBytes = 11): NewUpload => ({
  ...{ id: newId() as UploadId, organizationId, actor: systemActor(organizationId, 'test') },
  ...{ videoId: newId() as VideoId, strategy: 'single', fileName: 'a.mp4', sizeBytes, contentType: 'video/mp4' },
  ...{ partSizeBytes: sizeBytes, partCount: 1, objectKey: `uploads/${newId()}`, multipartId: null, videoDetails: null },
  ...{ expiresAt: new Date(Date.now() + LATER_MS), checkAt: new Date(Date.now() + LATER_MS) },
});
