import type Hls from 'hls.js';
import { Events } from 'hls.js';
import { AUTO, type Choices, qualityLabel, type Scrubber, type StreamControl } from './stream-control';

const idOf = (index: number): string => String(index);

/** Tells what there is to choose from whenever that changes, or what was chosen. Returns how to choose. */
export const followChoices = (hls: Hls, onChoices: (choices: Choices) => void): StreamControl => {
  const tell = () => onChoices(choicesOf(hls));
  for (const event of [
    Events.MANIFEST_PARSED,
    Events.LEVELS_UPDATED,
    Events.LEVEL_SWITCHED,
    Events.AUDIO_TRACKS_UPDATED,
    Events.AUDIO_TRACK_SWITCHED,
  ] as const)
    hls.on(event, tell);
  return {
    pickQuality: (id) => {
      hls.nextLevel = id === AUTO ? -1 : Number(id);
      tell();
    },
    pickSound: (id) => {
      hls.audioTrack = Number(id);
      tell();
    },
    openScrubber: (preview) => openScrubber(hls, preview),
  };
};

const choicesOf = (hls: Hls): Choices => ({
  // Sorted by hls.js from the smallest; people look for the best first.
  qualities: hls.levels
    .map(({ width, height }, index) => ({ id: idOf(index), label: qualityLabel({ width, height }) }))
    .filter((_, index) => (hls.levels[index]?.height ?? 0) > 0)
    .reverse(),
  quality: hls.autoLevelEnabled ? AUTO : idOf(hls.loadLevel),
  shownQuality: hls.currentLevel < 0 ? undefined : idOf(hls.currentLevel),
  sounds: hls.audioTracks.map(({ name }, index) => ({ id: idOf(index), label: name })),
  sound: hls.audioTrack < 0 ? undefined : idOf(hls.audioTrack),
});

/** Plays the list of key frames (EXT-X-I-FRAME-STREAM-INF) in another element, the smallest pictures first. */
const openScrubber = (hls: Hls, preview: HTMLVideoElement): Scrubber | undefined => {
  const frames = hls.createIFramePlayer({ startLevel: 0, capLevelToPlayerSize: true });
  if (!frames) return undefined;
  frames.attachMedia(preview);
  return {
    show: (seconds) => frames.loadMediaAt(seconds, { seekOnAppend: true }),
    close: () => frames.destroy(),
  };
};
