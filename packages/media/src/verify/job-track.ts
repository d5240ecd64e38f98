import { type MediaKind, type MediaObject, objectsOfTrack } from '@media/core';

/** A stored object, and the task that made it. */
export type JobObject = MediaObject & { taskId: string };

/** The objects of one rendition or audio track in the order of time. */
export type JobTrack<T extends JobObject = JobObject> = {
  kind: MediaKind;
  index: number;
  objects: T[];
};

/** Something that is not as it should be; `object` is to blame, where one is. */
export type Fault<T extends JobObject = JobObject> = { reason: string; object?: T } & Record<string, unknown>;

/** Sorts objects by the tracks that a plan has, also those that have none. */
export const tracksOf = <T extends JobObject>(
  objects: readonly T[],
  counts: { video: number; audio: number },
): JobTrack<T>[] =>
  (['video', 'audio'] as const).flatMap((kind) =>
    Array.from({ length: counts[kind] }, (_, index) => ({
      kind,
      index,
      objects: objectsOfTrack(objects, kind, index),
    })),
  );
