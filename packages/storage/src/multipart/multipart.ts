import { AbortMultipartUploadCommand, CreateMultipartUploadCommand, S3ServiceException } from '@aws-sdk/client-s3';
import { AppError } from '@media/core';
import { callStore } from '../call-store.js';
import type { StoreDeps } from '../clients.js';
import { isMissing } from '../storage-errors.js';

/** Stores without support for upload checksums answer 400 or 501. */
const rejectsChecksums = (error: unknown): boolean =>
  error instanceof S3ServiceException && [400, 501].includes(error.$metadata.httpStatusCode ?? 0);

/**
 * Creates a multipart upload and returns its id. With FULL_OBJECT, S3 accepts parts with and without a CRC-32C; without a
 * checksum algorithm, it would reject parts that have one.
 */
export const createMultipart = (
  deps: StoreDeps,
  key: string,
  contentType: string,
  given?: AbortSignal,
): Promise<string> =>
  callStore(deps, { operation: 'createMultipart', key, signal: given }, async (signal) => {
    const upload = { Bucket: deps.bucket, Key: key, ContentType: contentType };
    const withChecksum = { ...upload, ChecksumAlgorithm: 'CRC32C', ChecksumType: 'FULL_OBJECT' } as const;
    const open = (input: typeof upload) =>
      deps.client.send(new CreateMultipartUploadCommand(input), { abortSignal: signal });
    const { UploadId } = await open(withChecksum).catch((error: unknown) => {
      if (rejectsChecksums(error)) return open(upload);
      throw error;
    });
    if (!UploadId) throw new AppError('STORAGE_UNAVAILABLE', { operation: 'createMultipart', key, reason: 'no id' });
    return UploadId;
  });

/** Deletes a multipart upload and its parts. Succeeds if it doesn't exist. */
export const abortMultipart = (deps: StoreDeps, key: string, multipartId: string, given?: AbortSignal): Promise<void> =>
  callStore(deps, { operation: 'abortMultipart', key, signal: given }, async (abortSignal) => {
    try {
      const command = new AbortMultipartUploadCommand({ Bucket: deps.bucket, Key: key, UploadId: multipartId });
      await deps.client.send(command, { abortSignal });
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
  });
