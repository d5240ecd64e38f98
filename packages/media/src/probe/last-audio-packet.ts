import { guardedInput } from '../argv/input-guards.js';
import type { LineProbe } from './line-probe.js';

/** ffprobe argv for a line `packet,duration,flags` per packet of an audio track, each followed by a line `frame,samples` per frame in it. */
const yieldArgs = (input: string, streamIndex: number): string[] => [
  ...['-v', 'quiet', '-select_streams', String(streamIndex), '-show_packets', '-show_frames', '-of', 'csv'],
  ...['-show_entries', 'packet=duration_time,flags:frame=nb_samples'],
  ...guardedInput(input),
];

/** Decoders don't return the priming samples at the start. */
const PRIMING_PACKETS = 2;
/** Of what packets contain on average. Frames have different lengths in some formats. */
const MIN_YIELD = 0.5;

/** Whether every packet of an audio track can be decoded, apart from the last one. Decodes the track. */
export const onlyLastPacketFails = async (probe: LineProbe, input: string, streamIndex: number): Promise<boolean> => {
  const yields = watchYields();
  await probe(yieldArgs(input, streamIndex), yields.add);
  return yields.isComplete();
};

/**
 * Notices packets without as many samples as their durations promise, from the lines of `yieldArgs`, or without any if they have no durations. The
 * last one doesn't count.
 */
export const watchYields = () => {
  const total = { seconds: 0, samples: 0 };
  const untimed = { filled: 0, empty: 0 };
  let lowest = Number.POSITIVE_INFINITY;
  let packets = 0;
  let current = { seconds: 0, samples: 0, isDiscarded: false };
  const finishPacket = (): void => {
    if (packets <= PRIMING_PACKETS || current.isDiscarded) return;
    if (current.seconds === 0) {
      untimed[current.samples > 0 ? 'filled' : 'empty'] += 1;
      return;
    }
    total.seconds += current.seconds;
    total.samples += current.samples;
    lowest = Math.min(lowest, current.samples / current.seconds);
  };
  return {
    add: (line: string): void => {
      const [kind, value = '', flags = ''] = line.split(',');
      if (kind === 'frame') current.samples += Number.parseInt(value, 10) || 0;
      if (kind !== 'packet') return;
      finishPacket();
      packets += 1;
      // D: discarded by an edit list.
      current = { seconds: Number.parseFloat(value) || 0, samples: 0, isDiscarded: flags[1] === 'D' };
    },
    /** Not if there are too few packets. */
    isComplete: (): boolean =>
      total.seconds > 0
        ? lowest >= (MIN_YIELD * total.samples) / total.seconds
        : untimed.filled > 0 && untimed.empty === 0,
  };
};
