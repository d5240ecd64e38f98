import { type MediaSegment, typicalDurationSeconds, videoCodecOf } from '@media/core';
import type { Track } from '@media/database';
import { type Bandwidth, measureBandwidth } from '@media/media/playlists';
import type { Playable } from './find-playable.js';
import { trackObjects } from './track-objects.js';

/** The RFC 6381 codec string written by the encoder or, before there is one, the expected one. */
export const codecOf = ({ plan, objects }: Pick<Playable, 'plan' | 'objects'>, track: Track): string =>
  trackObjects(objects, track)[0]?.codecs ??
  (track.kind === 'video' ? videoCodecOf(plan.video ?? {}).defaultCodecString : 'mp4a.40.2');

/** The bandwidth of a track: the planned maximum while it grows, because players read it only once, and the measured one afterwards. */
export const bandwidthOf = (playable: Playable, track: Track, plannedBps: number): Bandwidth =>
  measured(playable, track, ({ size }) => size) ?? { peakBps: plannedBps, averageBps: plannedBps };

/** The same for the key frames of a rendition. The planned maximum of all frames is an upper bound for them too. */
export const iframeBandwidthOf = (playable: Playable, track: Track, plannedBps: number): Bandwidth =>
  measured(playable, track, ({ keyframeBytes }) => keyframeBytes) ?? { peakBps: plannedBps, averageBps: plannedBps };

const measured = (
  { plan, objects, isGrowing }: Playable,
  track: Track,
  sizeOf: (segment: MediaSegment) => number,
): Bandwidth | undefined => {
  const segments = trackObjects(objects, track).flatMap((object) =>
    object.segments.map((segment) => ({
      sizeBytes: sizeOf(segment),
      durationSeconds: segment.duration / object.timescale,
    })),
  );
  if (isGrowing || segments.length === 0) return undefined;
  return measureBandwidth(segments, typicalDurationSeconds(plan, track.kind));
};
