import { setTimeout as sleep } from 'node:timers/promises';
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

/** The waits between the aborts of an upload whose parts may still be on their way. */
const ABORT_AGAIN_MS = [1_000, 5_000];

/**
 * Aborts a multipart upload whose sender failed, and never throws. Resolves after the first abort; more follow in the background, because
 * parts in flight can still be stored after it (https://docs.aws.amazon.com/AmazonS3/latest/API/API_AbortMultipartUpload.html). If all of
 * them fail, the sweeper aborts the upload.
 */
export const abandonMultipart = async (deps: StoreDeps, key: string, multipartId: string): Promise<void> => {
  const abort = () => abortMultipart(deps, key, multipartId).catch(() => undefined);
  const abortAgain = async (): Promise<void> => {
    for (const ms of ABORT_AGAIN_MS) {
      await sleep(ms, undefined, { ref: false });
      await abort();
    }
  };
  await abort();
  void abortAgain();
};
