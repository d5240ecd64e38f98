import type Hls from 'hls.js';
import { Events } from 'hls.js';
import { AUTO, type Choices, qualityLabel, type Scrubber, type StreamControl } from './stream-control';

const idOf = (index: number): string => String(index);

/** Reports the choices whenever they or the selection change. Returns the controls to select with. */
export const followChoices = (hls: Hls, onChoices: (choices: Choices) => void): StreamControl => {
  const report = () => onChoices(choicesOf(hls));
  for (const event of [
    Events.MANIFEST_PARSED,
    Events.LEVELS_UPDATED,
    Events.LEVEL_SWITCHED,
    Events.AUDIO_TRACKS_UPDATED,
    Events.AUDIO_TRACK_SWITCHED,
  ] as const)
    hls.on(event, report);
  return {
    selectQuality: (id) => {
      hls.nextLevel = id === AUTO ? -1 : Number(id);
      report();
    },
    selectAudio: (id) => {
      hls.audioTrack = Number(id);
      report();
    },
    openScrubber: (preview) => openScrubber(hls, preview),
  };
};

const choicesOf = (hls: Hls): Choices => ({
  // hls.js sorts from the lowest; menus list the highest first.
  qualities: hls.levels
    .map(({ width, height }, index) => ({ id: idOf(index), label: qualityLabel({ width, height }) }))
    .filter((_, index) => (hls.levels[index]?.height ?? 0) > 0)
    .reverse(),
  quality: hls.autoLevelEnabled ? AUTO : idOf(hls.loadLevel),
  shownQuality: hls.currentLevel < 0 ? undefined : idOf(hls.currentLevel),
  audioTracks: hls.audioTracks.map(({ name }, index) => ({ id: idOf(index), label: name })),
  audioTrack: hls.audioTrack < 0 ? undefined : idOf(hls.audioTrack),
});

/** Plays the key-frame playlist (EXT-X-I-FRAME-STREAM-INF) in another element, from the lowest quality. */
const openScrubber = (hls: Hls, preview: HTMLVideoElement): Scrubber | undefined => {
  const frames = hls.createIFramePlayer({ startLevel: 0, capLevelToPlayerSize: true });
  if (!frames) return undefined;
  frames.attachMedia(preview);
  return {
    show: (seconds) => frames.loadMediaAt(seconds, { seekOnAppend: true }),
    close: () => frames.destroy(),
  };
};
