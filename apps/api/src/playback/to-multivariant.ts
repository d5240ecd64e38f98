import { type AudioTrack, fractionValue, type Rendition } from '@media/core';
import type { MediaObjectRow } from '@media/database';
import { type Bandwidth, type Multivariant, measureBandwidth } from '@media/media/playlists';
import type { Playable } from './find-playable.js';
import { targetSeconds, trackObjects } from './track-objects.js';

const GROUP = 'audio';

/**
 * What there is to choose from. Players read this list once, so that all of it comes from the plan; only measured
 * bit rates take the place of the planned ceilings when all is there. Addresses are relative and carry `token` on.
 */
export const toMultivariant = (playable: Playable, token: string): Multivariant => {
  const { plan, objects } = playable;
  const query = `?token=${token}`;
  return {
    renditions: (plan.video?.renditions ?? []).map((rendition, index) => ({
      uri: `video/${index}.m3u8${query}`,
      ...{ width: rendition.width, height: rendition.height },
      codec: codecOf(objects, 'video', index),
      frameRate: plan.video ? fractionValue(plan.video.frameRate) : 0,
      bandwidth: videoBandwidth(playable, rendition, index),
    })),
    audios: plan.audios.map((track, index) => ({
      ...{ uri: `audio/${index}.m3u8${query}`, groupId: GROUP, name: track.label },
      ...(track.language !== undefined && { language: track.language }),
      ...{ default: track.default, channels: track.channels, codec: codecOf(objects, 'audio', index) },
      bandwidth: audioBandwidth(playable, track, index),
    })),
  };
};

const codecOf = (objects: readonly MediaObjectRow[], kind: MediaObjectRow['kind'], index: number): string =>
  trackObjects(objects, kind, index)[0]?.codecs ?? (kind === 'video' ? 'avc1.640028' : 'mp4a.40.2');

const videoBandwidth = (playable: Playable, { maxBitrateBps }: Rendition, index: number): Bandwidth =>
  measured(playable, 'video', index) ?? { peakBps: maxBitrateBps, averageBps: maxBitrateBps };

const audioBandwidth = (playable: Playable, { bitrateBps }: AudioTrack, index: number): Bandwidth =>
  measured(playable, 'audio', index) ?? { peakBps: bitrateBps, averageBps: bitrateBps };

const measured = ({ plan, objects, isGrowing }: Playable, kind: MediaObjectRow['kind'], index: number) => {
  const segments = trackObjects(objects, kind, index).flatMap(({ timescale, segments }) =>
    segments.map(({ size, duration }) => ({ sizeBytes: size, durationSeconds: duration / timescale })),
  );
  if (isGrowing || segments.length === 0) return undefined;
  return measureBandwidth(segments, targetSeconds(plan, kind));
};
