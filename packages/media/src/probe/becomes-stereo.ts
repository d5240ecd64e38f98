import type { LineProbe } from './line-probe.js';
import { mostChannels } from './most-channels.js';

const FIRST_PACKETS = '%+#20';

/**
 * Whether a track begins as mono and has more channels later. Decodes it completely if it begins as mono: ffprobe can declare the channels of
 * either part. `input`: the path of the source.
 */
export const becomesStereo = async (probe: LineProbe, input: string, streamIndex: number): Promise<boolean> =>
  (await mostChannels(probe, input, streamIndex, FIRST_PACKETS)) === 1 &&
  (await mostChannels(probe, input, streamIndex)) > 1;
