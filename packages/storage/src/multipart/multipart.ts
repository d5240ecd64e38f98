import {
  AbortMultipartUploadCommand,
  CreateMultipartUploadCommand,
  ListMultipartUploadsCommand,
  paginateListParts,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { AppError } from '@media/core';
import type { StoreDeps } from '../clients.js';
import { calling, isMissing, toAppError } from '../storage-errors.js';
import type { UploadedPart } from './complete-multipart.js';

export type OpenMultipart = { key: string; multipartId: string; initiatedAt: Date | undefined };

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
  signal?: AbortSignal,
): Promise<string> =>
  calling({ operation: 'createMultipart', key, signal }, async () => {
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

/** All parts that have arrived, in order; undefined if the store knows no such upload (some say NoSuchKey of it). */
export const listParts = async (
  { client, bucket }: StoreDeps,
  key: string,
  multipartId: string,
): Promise<UploadedPart[] | undefined> => {
  const parts: UploadedPart[] = [];
  try {
    for await (const page of paginateListParts({ client }, { Bucket: bucket, Key: key, UploadId: multipartId })) {
      for (const { PartNumber, Size, ETag } of page.Parts ?? []) {
        if (PartNumber !== undefined) parts.push({ partNumber: PartNumber, sizeBytes: Size ?? 0, etag: ETag ?? '' });
      }
    }
    return parts;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw toAppError(error, { operation: 'listParts', key });
  }
};

/** Throws a multipart upload and its parts away; one that is gone already is fine. */
export const abortMultipart = ({ client, bucket }: StoreDeps, key: string, multipartId: string): Promise<void> =>
  calling({ operation: 'abortMultipart', key }, async () => {
    try {
      await client.send(new AbortMultipartUploadCommand({ Bucket: bucket, Key: key, UploadId: multipartId }));
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
  });

/** Every open multipart upload whose key begins with `prefix`; the SDK has no paginator for this list. */
export async function* listMultiparts(
  { client, bucket }: StoreDeps,
  prefix: string,
): AsyncGenerator<OpenMultipart, void, undefined> {
  let markers: { KeyMarker?: string; UploadIdMarker?: string } | undefined = {};
  while (markers) {
    const command: ListMultipartUploadsCommand = new ListMultipartUploadsCommand({
      Bucket: bucket,
      Prefix: prefix,
      ...markers,
    });
    const page = await calling({ operation: 'listMultiparts', key: prefix }, () => client.send(command));
    for (const { Key, UploadId, Initiated } of page.Uploads ?? []) {
      if (Key && UploadId) yield { key: Key, multipartId: UploadId, initiatedAt: Initiated };
    }
    markers = page.IsTruncated ? { KeyMarker: page.NextKeyMarker, UploadIdMarker: page.NextUploadIdMarker } : undefined;
  }
}
