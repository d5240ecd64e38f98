import type { Patches } from './measure/grid.ts';

/** Mean colors at a time of the presentation. */
export type ColorSample = { seconds: number; patches: Patches };

/** What independent tools find in a source. */
export type Measured = {
  /** From the earliest start to the latest end of its tracks. */
  seconds: number;
  /** As displayed: upright, with square pixels. Absent for audio. */
  width?: number;
  height?: number;
  frames?: number;
  /** From 0 s to the end of the video, if it ends more than 0.1 s before the audio. */
  videoSeconds?: number;
  /** Part of the frames that idet takes for interlaced, 0 to 1. It errs on synthetic patterns. 1: nothing about combs is checked. */
  combed?: number;
  /** Absent if only a tone curve makes the colors displayable. */
  colors?: ColorSample[];
  /** The languages of the audio tracks as BCP 47; empty if unknown. */
  audios: string[];
  /** Of the first audio track, if it has at most two channels: others are mixed down. */
  lufs?: number;
  peak?: number;
};

/** What must come out of a file. */
export type Expectation = Measured & {
  /** The upload or its processing must fail, with a code and a message that match these regular expressions. */
  refused?: { code: string; words: string };
  /** A warning whose code or text matches this regular expression. Without it, there must be no warning. */
  warned?: string;
  /** Warnings that match this regular expression are right, but not required. */
  warningsAllowed?: string;
  /** For sources whose length or colors are less certain than those of cameras: in seconds, and of 255. */
  tolerance?: { seconds: number; colors: number };
  /** The loudest sample of the first audio track must be at least this. */
  minPeak?: number;
  /** The loudest sample of each audio track, where encoders overshoot by more than usual. */
  maxPeak?: number;
  /** How many frames are right, if that isn't `frames`. */
  framesAllowed?: number[];
  /** Seconds at which a white box appears, and a beep sounds in the first audio track. */
  flashes?: number[];
  beeps?: number[];
  /** Red, green and blue of vertical bars of equal width that fill each picture. */
  bars?: number[];
  /** Width divided by height of the white box at these seconds. */
  boxes?: { seconds: number; shape: number }[];
  subtitles?: { language: string; words: string[] };
  chapters?: string[];
};
