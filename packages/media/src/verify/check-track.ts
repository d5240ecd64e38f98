import type { Fault, JobObject, JobTrack } from './job-track.js';

/** Checks that apply to every track: complete, with a single init segment, and with consecutive segments in each object. */
export const checkTrack = <T extends JobObject>({ kind, index, objects }: JobTrack<T>): Fault<T>[] => {
  const [first] = objects;
  if (!first) return [{ reason: 'no objects', kind, index }];
  return objects.flatMap((object, position) => [
    ...(object.chunkIndex === position ? [] : [{ reason: 'pieces', kind, index, expected: position }]),
    ...(object.segments.length > 0 ? [] : [{ reason: 'no segments', object }]),
    ...SAME.filter((field) => object[field] !== first[field]).map((field) => ({
      ...{ reason: `${field} differs`, object },
      ...{ expected: first[field], found: object[field] },
    })),
    ...(isInOrder(object) ? [] : [{ reason: 'segments overlap', object }]),
  ]);
};

/** Playlists name one init segment and one codec string for all of a track. */
const SAME = ['initHash', 'initSize', 'codecs', 'timescale'] as const;

const isInOrder = ({ initSize, sizeBytes, segments }: JobObject): boolean => {
  let end = initSize;
  for (const { offset, size } of segments) {
    if (offset < end || size <= 0) return false;
    end = offset + size;
  }
  return end <= sizeBytes;
};
