/** What is shown from one time to another, in milliseconds. */
export type Cue = {
  startMs: number;
  endMs: number;
  /** WebVTT cue text: escaped, with `<b>`, `<i>` and `<u>`, and without empty lines. */
  text: string;
  /** Shown at the top, usually because there is other text at the bottom. */
  top: boolean;
};
