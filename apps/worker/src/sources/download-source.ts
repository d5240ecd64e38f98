import { type FileHandle, open } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError, isRetryable } from '@media/core';
import type { ByteRange, ObjectStore } from '@media/storage';
import type { SourceRef } from './source-ref.js';

const RANGE_BYTES = 16 * 2 ** 20;
const RANGES_IN_FLIGHT = 4;
const MAX_ATTEMPTS = 4;
const FIRST_DELAY_MS = 250;

export type DownloadOptions = { signal: AbortSignal; onBytes?: (sizeBytes: number) => void };

/**
 * Downloads an object to a file in parallel ranges, each pinned to the ETag, with constant memory. Interrupted ranges are
 * retried. Throws SOURCE_CHANGED if the object was replaced or deleted.
 */
export const downloadSource = async (
  store: ObjectStore,
  source: SourceRef,
  path: string,
  options: DownloadOptions,
): Promise<void> => {
  await using file = await open(path, 'w', 0o600);
  const ranges = rangesOf(source.sizeBytes);
  const aborter = new AbortController();
  const signal = AbortSignal.any([options.signal, aborter.signal]);
  const lane = async (): Promise<void> => {
    for (let range = ranges.next(); !range.done; range = ranges.next()) {
      await fetchRange({ store, source, file, signal }, range.value);
      options.onBytes?.(range.value.end - range.value.start + 1);
    }
  };
  try {
    await Promise.all(Array.from({ length: RANGES_IN_FLIGHT }, lane));
  } catch (error) {
    aborter.abort(error);
    throw error;
  }
  const { size } = await file.stat();
  if (size !== source.sizeBytes)
    throw new AppError('SOURCE_CHANGED', { key: source.key, expected: source.sizeBytes, size });
  // After the rename it must be complete, even after a power failure.
  await file.sync();
};

function* rangesOf(sizeBytes: number): Generator<ByteRange> {
  for (let start = 0; start < sizeBytes; start += RANGE_BYTES) {
    yield { start, end: Math.min(start + RANGE_BYTES, sizeBytes) - 1 };
  }
}

type Download = { store: ObjectStore; source: SourceRef; file: FileHandle; signal: AbortSignal };

const fetchRange = async ({ store, source, file, signal }: Download, range: ByteRange): Promise<void> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await store.writeRange(source.key, file, { range, position: range.start, ifMatch: source.etag, signal });
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      if (attempt === MAX_ATTEMPTS || !isRetryable(error)) throw error;
      await sleep(FIRST_DELAY_MS * 2 ** attempt, undefined, { signal });
    }
  }
};
