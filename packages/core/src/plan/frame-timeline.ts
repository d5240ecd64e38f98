import type { Fraction } from './source-probe.js';

/** One packet of the video stream, as a packet probe tells it; times in ticks of the stream's time base. */
export type VideoPacket = {
  pts?: number;
  durationTicks?: number;
  isKey: boolean;
  /** Cut away by an edit list: decoded but never shown. */
  isDiscarded: boolean;
};

/** When every frame is shown. Lives only while the plan is made: hours of video are a few megabytes. */
export type FrameTimeline = {
  timeBase: Fraction;
  /** Sorted, in display order. */
  pts: Float64Array;
  keyPts: Float64Array;
  /** Packets without a presentation time. */
  missingCount: number;
  lastDurationTicks?: number;
};

export type TimelineCollector = {
  add(packet: VideoPacket): void;
  finish(): FrameTimeline;
};

/** Takes packets in file order, one by one, so that the probe may stream. */
export const collectTimeline = (timeBase: Fraction): TimelineCollector => {
  const pts = growable();
  const keyPts = growable();
  let missingCount = 0;
  let last: VideoPacket | undefined;
  return {
    add(packet) {
      if (packet.isDiscarded) return;
      if (packet.pts === undefined) {
        missingCount += 1;
        return;
      }
      pts.push(packet.pts);
      if (packet.isKey) keyPts.push(packet.pts);
      if (last?.pts === undefined || packet.pts >= last.pts) last = packet;
    },
    finish: () => ({
      timeBase,
      pts: pts.sorted(),
      keyPts: keyPts.sorted(),
      missingCount,
      ...(last?.durationTicks !== undefined && { lastDurationTicks: last.durationTicks }),
    }),
  };
};

const growable = () => {
  let values = new Float64Array(1024);
  let length = 0;
  return {
    push(value: number) {
      if (length === values.length) {
        const larger = new Float64Array(length * 2);
        larger.set(values);
        values = larger;
      }
      values[length] = value;
      length += 1;
    },
    sorted: () => values.slice(0, length).sort(),
  };
};
