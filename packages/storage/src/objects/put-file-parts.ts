import { createReadStream } from 'node:fs';
import { UploadPartCommand } from '@aws-sdk/client-s3';
import { callStore } from '../call-store.js';
import type { StoreDeps } from '../clients.js';
import { completeMultipart } from '../multipart/complete-multipart.js';
import { abandonMultipart, createMultipart } from '../multipart/multipart.js';
import type { UploadedPart } from '../multipart/uploaded-part.js';
import { reclaimMemory } from './reclaim-memory.js';
import type { PutOptions, Stored } from './stored.js';

const MIB = 1024 * 1024;
const PART_BYTES = 16 * MIB;
const PARTS_IN_FLIGHT = 2;
const MAX_ATTEMPTS = 3;
/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html */
const MAX_PARTS = 10_000;

type PartOf = { deps: StoreDeps; key: string; multipartId: string; path: string; signal?: AbortSignal };
type Part = { partNumber: number; start: number; end: number };

/** Splits a file into parts of 16 MiB, or larger ones to stay within 10,000 parts. `end` is inclusive. */
function* partsOf(sizeBytes: number): Generator<Part> {
  const partBytes = Math.max(PART_BYTES, Math.ceil(sizeBytes / MAX_PARTS));
  for (let start = 0, partNumber = 1; start < sizeBytes; start += partBytes, partNumber += 1) {
    yield { partNumber, start, end: Math.min(start + partBytes, sizeBytes) - 1 };
  }
}

// Streams from disk. The SDK's uploader would buffer several whole parts in memory, for every file.
const sendPart = async ({ deps, key, multipartId, path, signal }: PartOf, part: Part): Promise<UploadedPart> => {
  const { partNumber, start, end } = part;
  const sizeBytes = end - start + 1;
  const body = createReadStream(path, { start, end, highWaterMark: MIB / 4 });
  body.on('data', (chunk) => reclaimMemory(chunk.length)).pause();
  const where = { Bucket: deps.bucket, Key: key, UploadId: multipartId, PartNumber: partNumber };
  try {
    const command = new UploadPartCommand({ ...where, Body: body, ContentLength: sizeBytes });
    const call = { operation: 'putPart', key, signal, deadlineMs: deps.limits.workMs };
    const { ETag = '' } = await callStore(deps, call, (abortSignal) => deps.client.send(command, { abortSignal }));
    return { partNumber, sizeBytes, etag: ETag };
  } finally {
    body.destroy();
  }
};

// The SDK can't retry streams, because they can be read only once.
const sendPartWithRetries = async (of: PartOf, part: Part): Promise<UploadedPart> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await sendPart(of, part);
    } catch (error) {
      if (attempt === MAX_ATTEMPTS || of.signal?.aborted) throw error;
    }
  }
};

/** Stores a large local file in parts, two at a time, in constant memory. A failed upload is aborted. */
export const putFileParts = async (
  deps: StoreDeps,
  key: string,
  { path, sizeBytes }: { path: string; sizeBytes: number },
  { contentType, signal }: PutOptions,
): Promise<Stored> => {
  signal?.throwIfAborted();
  const multipartId = await createMultipart(deps, key, contentType, signal);
  const of = { deps, key, multipartId, path, ...(signal && { signal }) };
  const remaining = partsOf(sizeBytes);
  const sent: UploadedPart[] = [];
  const sendRemaining = async (): Promise<void> => {
    for (const part of remaining) sent.push(await sendPartWithRetries(of, part));
  };
  const results = await Promise.allSettled(Array.from({ length: PARTS_IN_FLIGHT }, sendRemaining));
  const failed = results.find((result) => result.status === 'rejected');
  if (!failed) return completeMultipart(deps, key, multipartId, sent, signal);
  // Not awaited, so that canceling doesn't block on an unresponsive store.
  void abandonMultipart(deps, key, multipartId);
  throw failed.reason;
};
