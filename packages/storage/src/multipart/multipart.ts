import { AbortMultipartUploadCommand, CreateMultipartUploadCommand, S3ServiceException } from '@aws-sdk/client-s3';
import { AppError } from '@media/core';
import { calling } from '../calling.js';
import type { StoreDeps } from '../clients.js';
import { isMissing } from '../storage-errors.js';

/** What stores say that do not know the checksum of an upload. */
const knowsNoChecksum = (error: unknown): boolean =>
  error instanceof S3ServiceException && [400, 501].includes(error.$metadata.httpStatusCode ?? 0);

/**
 * Opens a multipart upload and returns its id, which the store chose. It may take parts with a CRC-32C: S3 refuses one
 * whose upload was not opened for it, and, opened for the checksum of the whole object, takes parts without one, too.
 */
export const createMultipart = (
  deps: StoreDeps,
  key: string,
  contentType: string,
  given?: AbortSignal,
): Promise<string> =>
  calling(deps, { operation: 'createMultipart', key, signal: given }, async (signal) => {
    const upload = { Bucket: deps.bucket, Key: key, ContentType: contentType };
    const withChecksum = { ...upload, ChecksumAlgorithm: 'CRC32C', ChecksumType: 'FULL_OBJECT' } as const;
    const open = (input: typeof upload) =>
      deps.client.send(new CreateMultipartUploadCommand(input), { abortSignal: signal });
    const { UploadId } = await open(withChecksum).catch((error: unknown) => {
      if (knowsNoChecksum(error)) return open(upload);
      throw error;
    });
    if (!UploadId) throw new AppError('STORAGE_UNAVAILABLE', { operation: 'createMultipart', key, reason: 'no id' });
    return UploadId;
  });

/** Throws a multipart upload and its parts away; one that is gone already is fine. */
export const abortMultipart = (deps: StoreDeps, key: string, multipartId: string, given?: AbortSignal): Promise<void> =>
  calling(deps, { operation: 'abortMultipart', key, signal: given }, async (abortSignal) => {
    try {
      const command = new AbortMultipartUploadCommand({ Bucket: deps.bucket, Key: key, UploadId: multipartId });
      await deps.client.send(command, { abortSignal });
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
  });
