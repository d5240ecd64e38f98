import { type MediaKind, type MediaObject, objectsOfTrack } from '@media/core';

/** A stored object and the task that made it. */
export type JobObject = MediaObject & { taskId: string };

/** The objects of a rendition or audio track in chronological order. */
export type JobTrack<T extends JobObject = JobObject> = {
  kind: MediaKind;
  index: number;
  objects: T[];
};

/** A problem, and the object that causes it, if there is one. */
export type Fault<T extends JobObject = JobObject> = { reason: string; object?: T } & Record<string, unknown>;

/** Groups objects by the tracks of a plan, including tracks without objects. */
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
