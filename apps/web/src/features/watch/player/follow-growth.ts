import type Hls from 'hls.js';
import { Events } from 'hls.js';
import { levelToKeep, readySeconds, type TrackList } from './ready-part';

type Details = { edge: number; live: boolean };

const toList = ({ edge, live }: Details): TrackList => ({ edgeSeconds: edge, isGrowing: live });

/**
 * Follows the lists of a video that is still being made: tells how far it can be watched, lets the player show its whole
 * length from the beginning, and keeps it from qualities that are not made as far as it has come.
 */
export const followGrowth = (
  hls: Hls,
  totalSeconds: number | undefined,
  onReady: (seconds: number | undefined) => void,
): void => {
  const levels = new Map<number, TrackList>();
  let level: number | undefined;
  let sound: TrackList | undefined;
  let mediaSource: MediaSource | undefined;

  const lists = () => ({ levels, ...(level !== undefined && { level }), ...(sound && { sound }) });
  const readLength = () => {
    const isGrowing = readySeconds(lists()) !== undefined;
    const read = level === undefined ? 0 : (levels.get(level)?.edgeSeconds ?? 0);
    return Math.max(read, isGrowing ? (totalSeconds ?? 0) : 0);
  };
  const update = () => {
    onReady(readySeconds(lists()));
    if (mediaSource && level !== undefined) setLength(mediaSource, readLength());
  };

  hls.on(Events.MEDIA_ATTACHED, (_, data) => {
    mediaSource = data.mediaSource;
  });
  hls.on(Events.BUFFER_APPENDED, update);
  hls.on(Events.AUDIO_TRACK_UPDATED, (_, { details }) => {
    sound = toList(details);
    update();
  });
  hls.on(Events.LEVEL_UPDATED, (_, data) => {
    level = data.level;
    levels.set(level, toList(data.details));
    const kept = levelToKeep(lists(), hls.media?.currentTime ?? 0);
    if (kept !== undefined) {
      hls.config.minAutoBitrate = hls.levels[kept]?.maxBitrate ?? 0;
      // Also from one that somebody has picked: it would stand still where another one goes on.
      if (!hls.autoLevelEnabled) hls.nextLevel = -1;
    }
    if (!data.details.live) hls.config.minAutoBitrate = 0;
    update();
  });
};

/** It can be set only between two appends, and never to less than what is there: later calls make up for it. */
const setLength = (mediaSource: MediaSource, seconds: number): void => {
  const buffers = [...mediaSource.sourceBuffers];
  if (mediaSource.readyState !== 'open' || buffers.some(({ updating }) => updating)) return;
  const ends = buffers.map(({ buffered }) => (buffered.length > 0 ? buffered.end(buffered.length - 1) : 0));
  const length = Math.max(seconds, ...ends);
  if (Math.abs(mediaSource.duration - length) > 0.001 || Number.isNaN(mediaSource.duration))
    mediaSource.duration = length;
};
