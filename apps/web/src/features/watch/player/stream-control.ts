/** One of several: an id that the stream knows, and what people read. */
export type Choice = { id: string; label: string };

/** Lets the player decide which quality fits. */
export const AUTO = 'auto';

/** What a stream offers, and what of it was chosen. A list of one is nothing to choose from. */
export type Choices = {
  qualities: readonly Choice[];
  /** The id of a quality, or AUTO. */
  quality: string;
  /** The id of the quality that is shown at the moment. */
  shownQuality: string | undefined;
  sounds: readonly Choice[];
  sound: string | undefined;
};

/** Shows the picture nearest to a time in an element of its own, from the stream's key frames. */
export type Scrubber = { show: (seconds: number) => void; close: () => void };

/** What can be asked of a stream while it plays. */
export type StreamControl = {
  pickQuality: (id: string) => void;
  pickSound: (id: string) => void;
  /** Undefined where the stream lists no key frames. */
  openScrubber: (preview: HTMLVideoElement) => Scrubber | undefined;
};

/** A quality is called by the shorter side of its picture, as people do. */
export const qualityLabel = ({ width, height }: { width: number; height: number }): string =>
  `${Math.min(width, height)}p`;
