export type SampleRun = {
  ffprobe(argv: string[]): Promise<string>;
  ffmpeg(argv: string[]): Promise<unknown>;
  /** For a list of frames. */
  workDir: string;
};
