import type { SourceProbe } from '@media/core';
import type { LineProbe } from './line-probe.js';
import type { NormalizedContainer, NormalizeOptions } from './normalize-args.js';
import type { PacketPositions } from './packet-positions.js';

export type NormalizeRun = {
  /** `inputs`: the files that ffmpeg reads. */
  ffmpeg(argv: string[], options: { inputs: readonly string[]; onLogLine?: (line: string) => void }): Promise<unknown>;
  ffprobe: LineProbe;
};

/** `workDir`: for temporary files. `outliers`: packets whose times are damaged. `late`: packets to leave out. */
export type ToNormalize = {
  input: string;
  probe: SourceProbe;
  output: string;
  workDir: string;
  outliers?: PacketPositions;
  late?: PacketPositions;
};

/** Runs ffmpeg with the argv of `normalizeArgs`. */
export type Remux = (options: NormalizeOptions, onLogLine?: (line: string) => void) => Promise<unknown>;

export type Normalized = {
  container: NormalizedContainer;
  /** Streams with packets that couldn't be decoded. What they contained is missing in the output. */
  lossy: ReadonlySet<number>;
};
