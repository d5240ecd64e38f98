import { CopyObjectCommand, CreateMultipartUploadCommand, UploadPartCopyCommand } from '@aws-sdk/client-s3';
import { AppError } from '@media/core';
import { callStore } from '../call-store.js';
import type { StoreDeps } from '../clients.js';
import { completeMultipart } from '../multipart/complete-multipart.js';
import { abandonMultipart } from '../multipart/multipart.js';
import type { UploadedPart } from '../multipart/uploaded-part.js';
import { deleteObject } from './delete-objects.js';
import { headObject } from './head-object.js';
import type { Stored } from './stored.js';

export type CopyOptions = { ifMatchEtag: string; sizeBytes: number; contentType: string; signal?: AbortSignal };

const MIB = 1024 * 1024;
/** The limit of CopyObject is 5 GiB: https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html */
const MAX_SINGLE_COPY_BYTES = 5 * 1024 * MIB;
const COPY_PART_BYTES = 512 * MIB;
const MAX_PARTS = 10_000;
const COPIES_IN_FLIGHT = 4;

const sourceOf = ({ bucket }: StoreDeps, key: string): string =>
  `${bucket}/${key.split('/').map(encodeURIComponent).join('/')}`;

const copyWhole = async (deps: StoreDeps, from: string, to: string, options: CopyOptions): Promise<void> => {
  await deps.client.send(
    new CopyObjectCommand({
      Bucket: deps.bucket,
      Key: to,
      CopySource: sourceOf(deps, from),
      CopySourceIfMatch: options.ifMatchEtag,
      MetadataDirective: 'REPLACE',
      ContentType: options.contentType,
    }),
    { abortSignal: options.signal },
  );
};

type PartRange = { partNumber: number; start: number; sizeBytes: number };

/** Splits `sizeBytes` into ranges of `partBytes`. */
export const partRanges = (sizeBytes: number, partBytes: number): PartRange[] =>
  Array.from({ length: Math.ceil(sizeBytes / partBytes) }, (_, index) => ({
    partNumber: index + 1,
    start: index * partBytes,
    sizeBytes: Math.min(partBytes, sizeBytes - index * partBytes),
  }));

type PartCopy = { from: string; to: string; multipartId: string };

const copyPart = async (deps: StoreDeps, copy: PartCopy, range: PartRange, options: CopyOptions) => {
  const { CopyPartResult } = await deps.client.send(
    new UploadPartCopyCommand({
      Bucket: deps.bucket,
      Key: copy.to,
      UploadId: copy.multipartId,
      PartNumber: range.partNumber,
      CopySource: sourceOf(deps, copy.from),
      CopySourceIfMatch: options.ifMatchEtag,
      CopySourceRange: `bytes=${range.start}-${range.start + range.sizeBytes - 1}`,
    }),
    { abortSignal: options.signal },
  );
  return { partNumber: range.partNumber, sizeBytes: range.sizeBytes, etag: CopyPartResult?.ETag ?? '' };
};

const copyParts = async (deps: StoreDeps, copy: PartCopy, ranges: PartRange[], options: CopyOptions) => {
  const parts: UploadedPart[] = [];
  for (let index = 0; index < ranges.length; index += COPIES_IN_FLIGHT) {
    const batch = ranges.slice(index, index + COPIES_IN_FLIGHT);
    parts.push(...(await Promise.all(batch.map((range) => copyPart(deps, copy, range, options)))));
  }
  return parts;
};

/** Copies an object in parts, for sizes above the limit of CopyObject. */
export const copyByParts = async (
  deps: StoreDeps,
  from: string,
  to: string,
  options: CopyOptions & { partBytes: number },
): Promise<void> => {
  const target = { Bucket: deps.bucket, Key: to };
  const { UploadId } = await deps.client.send(
    new CreateMultipartUploadCommand({ ...target, ContentType: options.contentType }),
    { abortSignal: options.signal },
  );
  const copy = { from, to, multipartId: UploadId ?? '' };
  try {
    const parts = await copyParts(deps, copy, partRanges(options.sizeBytes, options.partBytes), options);
    await completeMultipart(deps, to, copy.multipartId, parts, options.signal);
  } catch (error) {
    await abandonMultipart(deps, to, copy.multipartId);
    throw error;
  }
};

/** Some stores ignore CopySourceIfMatch, so this compares the source's ETag and the copy's size afterwards. */
const verifyCopy = async (deps: StoreDeps, from: string, to: string, options: CopyOptions): Promise<Stored> => {
  const { signal } = options;
  const [source, target] = await Promise.all([headObject(deps, from, signal), headObject(deps, to, signal)]);
  if (target && source?.etag === options.ifMatchEtag && target.sizeBytes === options.sizeBytes) {
    return { etag: target.etag, sizeBytes: target.sizeBytes };
  }
  await deleteObject(deps, to, signal);
  throw new AppError('SOURCE_CHANGED', { operation: 'copy', from, to, expected: options.ifMatchEtag, source, target });
};

/** Copies an object within the bucket. @throws SOURCE_CHANGED if its ETag or size differs from the options */
export const copyObject = (deps: StoreDeps, from: string, to: string, options: CopyOptions): Promise<Stored> => {
  const call = { operation: 'copy', key: from, signal: options.signal, deadlineMs: deps.limits.workMs };
  return callStore(deps, call, async (signal) => {
    const bounded = { ...options, signal };
    if ((await headObject(deps, from, signal))?.etag !== options.ifMatchEtag) {
      throw new AppError('SOURCE_CHANGED', { operation: 'copy', from, expected: options.ifMatchEtag });
    }
    if (options.sizeBytes <= MAX_SINGLE_COPY_BYTES) await copyWhole(deps, from, to, bounded);
    else {
      const partBytes = Math.max(COPY_PART_BYTES, Math.ceil(options.sizeBytes / MAX_PARTS));
      await copyByParts(deps, from, to, { ...bounded, partBytes });
    }
    return verifyCopy(deps, from, to, bounded);
  });
};
