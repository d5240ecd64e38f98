import type { Choices, StreamControl } from './stream-control';

export type PlayerListeners = {
  /** The token was rejected, probably because it expired. */
  onUnauthorized: () => void;
  /** `message` explains to the user why playback failed. */
  onFailed: (message: string) => void;
  /** How many seconds are ready while the video is still being processed; undefined once it is complete. */
  onReady: (seconds: number | undefined) => void;
  /** Never called by a native player, which makes its own choices. */
  onChoices: (choices: Choices) => void;
  onControl: (control: StreamControl) => void;
};

/** `totalSeconds`: the final duration, if known. */
export type Stream = { src: string; totalSeconds: number | undefined; startSeconds: number };
