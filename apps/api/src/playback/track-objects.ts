import type { Plan } from '@media/core';
import type { MediaObjectRow } from '@media/database';

type Kind = MediaObjectRow['kind'];

/** Sound is cut every 4 s, up to one AAC frame later. */
const AUDIO_SEGMENT_SECONDS = 4;

/** The objects of a track from the start up to the first that is missing. */
export const trackObjects = (objects: readonly MediaObjectRow[], kind: Kind, trackIndex: number): MediaObjectRow[] => {
  const ofTrack = objects
    .filter((object) => object.kind === kind && object.trackIndex === trackIndex)
    .sort((a, b) => a.chunkIndex - b.chunkIndex);
  const firstHole = ofTrack.findIndex(({ chunkIndex }, place) => chunkIndex !== place);
  return firstHole === -1 ? ofTrack : ofTrack.slice(0, firstHole);
};

/** The longest segment that the plan has, in seconds: a growing list may not change its target duration. */
export const targetSeconds = ({ video }: Plan, kind: Kind): number => {
  if (kind === 'audio' || !video) return AUDIO_SEGMENT_SECONDS;
  const durations = video.chunks.flatMap(({ segmentStarts, startMs, durationMs }) => {
    const ends = [...segmentStarts.slice(1), (startMs + durationMs) / 1_000];
    return segmentStarts.map((start, index) => (ends[index] ?? start) - start);
  });
  return Math.max(1, ...durations);
};
