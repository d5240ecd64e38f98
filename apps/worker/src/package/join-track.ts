import { open } from 'node:fs/promises';
import type { MediaObject } from '@media/core';
import { sumFileParts } from '@media/media';
import type { ObjectStore } from '@media/storage';
import { throwOnFindings } from '../outputs/findings.js';
import type { Track } from './job-tracks.js';

export type JoinOptions = { signal: AbortSignal; onBytes(sizeBytes: number): void };

/** Bytes to read for joining a track. */
export const joinedBytes = ({ objects }: Track): number =>
  objects.map(rangeOf).reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);

/**
 * Writes a track into one file: the first object whole, then only the segments of the others. Streams with constant memory.
 * @throws VerificationError if a segment differs from what its task stored
 */
export const joinTrack = async (
  store: ObjectStore,
  track: Track,
  path: string,
  options: JoinOptions,
): Promise<void> => {
  await using file = await open(path, 'w', 0o600);
  let position = 0;
  for (const own of track.objects.map(rangeOf)) {
    const range = { start: own.start, end: own.start + own.sizeBytes - 1 };
    await store.writeRange(own.key, file, { range, position, ...options });
    position += own.sizeBytes;
  }
  await checkJoined(track, path);
};

/** Needed because later checks only compare frames and times, not bytes. */
const checkJoined = async ({ objects }: Track, path: string): Promise<void> => {
  const parts = joinedParts(objects);
  const sums = await sumFileParts(path, parts);
  throwOnFindings(
    parts.flatMap(({ object: { taskId, key }, crc32 }, index) =>
      crc32 === undefined || crc32 === sums[index] ? [] : [{ taskId, reason: 'segment checksum', key }],
    ),
  );
};

/** The byte ranges of a track's segments in the joined file. */
const joinedParts = (objects: Track['objects']) => {
  let position = 0;
  return objects.flatMap((object, index) => {
    const { start, sizeBytes } = rangeOf(object, index);
    const first = position - start;
    position += sizeBytes;
    return object.segments.map(({ offset, size, crc32 }) => ({ object, offset: first + offset, size, crc32 }));
  });
};

/** Leaves out what follows the last segment (an index of the fragments), because its offsets are relative to the file's start. */
const rangeOf = ({ key, initSize, segments }: MediaObject, index: number) => {
  const last = segments.at(-1);
  const start = index === 0 ? 0 : (segments[0]?.offset ?? initSize);
  return { key, start, sizeBytes: (last ? last.offset + last.size : initSize) - start };
};
