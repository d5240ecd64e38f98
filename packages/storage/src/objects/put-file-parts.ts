import { createReadStream } from 'node:fs';
import { UploadPartCommand } from '@aws-sdk/client-s3';
import { calling } from '../calling.js';
import type { StoreDeps } from '../clients.js';
import { completeMultipart } from '../multipart/complete-multipart.js';
import { abortMultipart, createMultipart } from '../multipart/multipart.js';
import type { UploadedPart } from '../multipart/uploaded-part.js';
import { freePassed } from './free-passed.js';
import type { PutOptions, Stored } from './stored.js';

const MIB = 1024 * 1024;
const PART_BYTES = 16 * MIB;
const PARTS_IN_FLIGHT = 2;
const TRIES = 3;
/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html */
const MAX_PARTS = 10_000;

type PartOf = { deps: StoreDeps; key: string; multipartId: string; path: string; signal?: AbortSignal };
type Part = { partNumber: number; start: number; end: number };

/** Cuts a file into parts of 16 MiB, larger where 10,000 of them would not do; `end` is included. */
function* partsOf(sizeBytes: number): Generator<Part> {
  const partBytes = Math.max(PART_BYTES, Math.ceil(sizeBytes / MAX_PARTS));
  for (let start = 0, partNumber = 1; start < sizeBytes; start += partBytes, partNumber += 1) {
    yield { partNumber, start, end: Math.min(start + partBytes, sizeBytes) - 1 };
  }
}

// Read as it is sent: the SDK's own uploader holds whole parts in memory, several at a time and for every file.
const sendPart = async ({ deps, key, multipartId, path, signal }: PartOf, part: Part): Promise<UploadedPart> => {
  const { partNumber, start, end } = part;
  const sizeBytes = end - start + 1;
  const body = createReadStream(path, { start, end, highWaterMark: MIB / 4 });
  body.on('data', (chunk) => freePassed(chunk.length)).pause();
  const where = { Bucket: deps.bucket, Key: key, UploadId: multipartId, PartNumber: partNumber };
  try {
    const command = new UploadPartCommand({ ...where, Body: body, ContentLength: sizeBytes });
    const call = { operation: 'putPart', key, signal, deadlineMs: deps.limits.workMs };
    const { ETag = '' } = await calling(deps, call, (abortSignal) => deps.client.send(command, { abortSignal }));
    return { partNumber, sizeBytes, etag: ETag };
  } finally {
    body.destroy();
  }
};

// A stream can be sent only once, so the SDK does not repeat it.
const sendPartPatiently = async (of: PartOf, part: Part): Promise<UploadedPart> => {
  for (let tries = 1; ; tries += 1) {
    try {
      return await sendPart(of, part);
    } catch (error) {
      if (tries === TRIES || of.signal?.aborted) throw error;
    }
  }
};

/** Stores a large local file in parts, two at a time, with constant memory. An upload that failed is thrown away. */
export const putFileParts = async (
  deps: StoreDeps,
  key: string,
  { path, sizeBytes }: { path: string; sizeBytes: number },
  { contentType, signal }: PutOptions,
): Promise<Stored> => {
  signal?.throwIfAborted();
  const multipartId = await createMultipart(deps, key, contentType, signal);
  const of = { deps, key, multipartId, path, ...(signal && { signal }) };
  const waiting = partsOf(sizeBytes);
  const sent: UploadedPart[] = [];
  const lane = async (): Promise<void> => {
    for (const part of waiting) sent.push(await sendPartPatiently(of, part));
  };
  const lanes = await Promise.allSettled(Array.from({ length: PARTS_IN_FLIGHT }, lane));
  const failed = lanes.find((result) => result.status === 'rejected');
  if (!failed) return completeMultipart(deps, key, multipartId, sent, signal);
  // Not waited for: who cancels must not hang on a store that is silent. What it leaves open is swept later.
  abortMultipart(deps, key, multipartId).catch(() => undefined);
  throw failed.reason;
};
