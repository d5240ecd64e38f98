export type Choice = { id: string; label: string };

/** The player selects the quality. */
export const AUTO = 'auto';

export type Choices = {
  qualities: readonly Choice[];
  /** The ID of a quality, or AUTO. */
  quality: string;
  /** The ID of the quality on screen. */
  shownQuality: string | undefined;
  audioTracks: readonly Choice[];
  audioTrack: string | undefined;
};

/** Shows the key frame nearest to a time in a separate element. */
export type Scrubber = { show: (seconds: number) => void; close: () => void };

export type StreamControl = {
  selectQuality: (id: string) => void;
  selectAudio: (id: string) => void;
  /** Undefined if the stream has no key-frame playlist. */
  openScrubber: (preview: HTMLVideoElement) => Scrubber | undefined;
};

/** `1080p`: named after the shorter side. */
export const qualityLabel = ({ width, height }: { width: number; height: number }): string =>
  `${Math.min(width, height)}p`;
