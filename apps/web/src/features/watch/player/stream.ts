import type { Choices, StreamControl } from './stream-control';

export type PlayerListeners = {
  /** The link is refused: it has expired, and a new one is needed. */
  onRefused: () => void;
  /** A sentence that says why it cannot be played. */
  onFailed: (message: string) => void;
  /** How far a video that is still being made can be watched, in seconds; undefined once all of it is there. */
  onReady: (seconds: number | undefined) => void;
  /** What there is to choose from, whenever it changes. A native player chooses by itself and tells nothing. */
  onChoices: (choices: Choices) => void;
  onControl: (control: StreamControl) => void;
};

/** What to play. `totalSeconds`: how long it will be in the end, if that is known. */
export type Stream = { src: string; totalSeconds: number | undefined };
