import { needsCounting, type SourceProbe } from '@media/core';
import type { LineProbe } from './line-probe.js';
import { parsePacket } from './parse-packet.js';
import { packetProbeArgs } from './probe-args.js';

/** Containers in which presentation times are optional. */
const OPTIONAL = new Set(['mpeg']);
const FIRST_PACKETS = '%+#100';
/** A damaged file lacks some. */
const MAX_MISSING_SHARE = 0.5;

/**
 * Whether the first video packets have no presentation times, so that a copy into another container would show reordered frames in the
 * wrong order. `input`: the path of the source.
 */
export const lacksPacketTimes = async (
  probe: LineProbe,
  input: string,
  { container, video }: Pick<SourceProbe, 'container' | 'video'>,
): Promise<boolean> => {
  if (!video || !OPTIONAL.has(container) || !needsCounting(video, { missingCount: 1 })) return false;
  let [packets, missing] = [0, 0];
  await probe(['-read_intervals', FIRST_PACKETS, ...packetProbeArgs(input, video.streamIndex)], (line) => {
    const packet = parsePacket(line);
    if (!packet) return;
    packets += 1;
    if (packet.pts === undefined) missing += 1;
  });
  return missing > MAX_MISSING_SHARE * packets;
};
