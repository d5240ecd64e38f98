import type Hls from 'hls.js';
import { Events } from 'hls.js';
import { levelToKeep, readySeconds, type TrackList } from './ready-range';

type Details = { edge: number; live: boolean };

const toList = ({ edge, live }: Details): TrackList => ({ edgeSeconds: edge, isGrowing: live });

/**
 * Follows the playlists of a video that is still being processed: reports how much is ready, shows the full duration from the
 * start, and keeps the player away from qualities that end before the current position.
 */
export const followGrowth = (
  hls: Hls,
  totalSeconds: number | undefined,
  onReady: (seconds: number | undefined) => void,
): void => {
  const levels = new Map<number, TrackList>();
  let level: number | undefined;
  let audio: TrackList | undefined;
  let mediaSource: MediaSource | undefined;

  const lists = () => ({ levels, ...(level !== undefined && { level }), ...(audio && { audio }) });
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
    audio = toList(details);
    update();
  });
  hls.on(Events.LEVEL_UPDATED, (_, data) => {
    level = data.level;
    levels.set(level, toList(data.details));
    const levelIndex = levelToKeep(lists(), hls.media?.currentTime ?? 0);
    if (levelIndex !== undefined) {
      hls.config.minAutoBitrate = hls.levels[levelIndex]?.maxBitrate ?? 0;
      // Even if the user selected the current quality: it would stall.
      if (!hls.autoLevelEnabled) hls.nextLevel = -1;
    }
    if (!data.details.live) hls.config.minAutoBitrate = 0;
    update();
  });
};

/** Works only between two appends and never below the buffered end; later calls catch up. */
const setLength = (mediaSource: MediaSource, seconds: number): void => {
  const buffers = [...mediaSource.sourceBuffers];
  if (mediaSource.readyState !== 'open' || buffers.some(({ updating }) => updating)) return;
  const ends = buffers.map(({ buffered }) => (buffered.length > 0 ? buffered.end(buffered.length - 1) : 0));
  const length = Math.max(seconds, ...ends);
  if (Math.abs(mediaSource.duration - length) > 0.001 || Number.isNaN(mediaSource.duration))
    mediaSource.duration = length;
};
