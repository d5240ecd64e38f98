import { type MediaKind, type MediaObject, objectsOfTrack } from '@media/core';

/** A stored object, and the task that made it. */
export type PublishedObject = MediaObject & { taskId: string };

/** The objects of one rendition or audio track in the order of time. */
export type PublishedTrack<T extends PublishedObject = PublishedObject> = {
  kind: MediaKind;
  index: number;
  objects: T[];
};

/** Something that is not as it should be; `object` is to blame, where one is. */
export type Fault<T extends PublishedObject = PublishedObject> = { reason: string; object?: T } & Record<
  string,
  unknown
>;

/** Sorts objects by the tracks that a plan has, also those that have none. */
export const tracksOf = <T extends PublishedObject>(
  objects: readonly T[],
  counts: { video: number; audio: number },
): PublishedTrack<T>[] =>
  (['video', 'audio'] as const).flatMap((kind) =>
    Array.from({ length: counts[kind] }, (_, index) => ({
      kind,
      index,
      objects: objectsOfTrack(objects, kind, index),
    })),
  );
