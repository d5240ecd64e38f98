import { fractionValue } from './rates.js';
import type { Fraction } from './source-probe.js';

/** One packet of the video stream, as a packet probe tells it; times in ticks of the stream's time base. */
export type VideoPacket = {
  pts?: number;
  durationTicks?: number;
  sizeBytes?: number;
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
  /** Packets that an edit list cuts away. */
  discardedCount: number;
  /** Packets that no decoder can show: they come, or are shown, before the first key frame, which they need. */
  undecodableCount: number;
  /** Bytes of all packets that are shown. */
  sizeBytes: number;
  /** Whether the first packet is a key frame. */
  startsWithKey: boolean;
  /** Whether no frame that follows a key frame in the file is shown before it: then decoding may begin at any key frame. */
  groupsAreClosed: boolean;
};

/** From the first frame to the beginning of the last. */
export const spanSeconds = ({ pts, timeBase }: Pick<FrameTimeline, 'pts' | 'timeBase'>): number =>
  ((pts.at(-1) ?? 0) - (pts[0] ?? 0)) * fractionValue(timeBase);

/** The longest time from a key frame to the next, or from the last one to `endPts`, in seconds. */
export const longestGroupSeconds = (
  { keyPts, timeBase }: Pick<FrameTimeline, 'keyPts' | 'timeBase'>,
  endPts: number,
): number =>
  // Not by spreading: a film of key frames alone has hundreds of thousands.
  keyPts.reduce((longest, pts, index) => Math.max(longest, (keyPts[index + 1] ?? endPts) - pts), 0) *
  fractionValue(timeBase);

export type TimelineCollector = {
  add(packet: VideoPacket): void;
  finish(): FrameTimeline;
};

/** Takes packets in file order, one by one, so that the probe may stream. */
export const collectTimeline = (timeBase: Fraction): TimelineCollector => {
  const pts = growable();
  const keyPts = growable();
  const counted = { missingCount: 0, discardedCount: 0, sizeBytes: 0 };
  const groups = watchGroups();
  let last: VideoPacket | undefined;
  let firstKey: VideoPacket | undefined;
  return {
    add(packet) {
      if (packet.isKey) firstKey ??= packet;
      if (packet.isDiscarded) {
        counted.discardedCount += 1;
        return;
      }
      counted.sizeBytes += packet.sizeBytes ?? 0;
      if (packet.pts === undefined) {
        counted.missingCount += 1;
        return;
      }
      pts.push(packet.pts);
      if (packet.isKey) keyPts.push(packet.pts);
      groups.add(packet.pts, packet.isKey);
      if (last?.pts === undefined || packet.pts >= last.pts) last = packet;
    },
    finish: () => ({
      timeBase,
      ...fromKey(pts.sorted(), firstKey?.pts),
      keyPts: keyPts.sorted(),
      ...counted,
      ...groups.seen(),
      ...(last?.durationTicks !== undefined && { lastDurationTicks: last.durationTicks }),
    }),
  };
};

/**
 * A recording that was cut begins with what needs frames that are gone. No frame of a whole one is shown before its first key frame. One
 * that an edit list cuts away is a key frame as well: what follows it can be decoded.
 */
const fromKey = (sorted: Float64Array, key = Number.NEGATIVE_INFINITY) => {
  const undecodableCount = Math.max(
    0,
    sorted.findIndex((pts) => pts >= key),
  );
  return { pts: sorted.subarray(undecodableCount), undecodableCount };
};

/** What the order of packets tells of the groups of pictures. */
const watchGroups = () => {
  let startsWithKey: boolean | undefined;
  let groupsAreClosed = true;
  let latest = Number.NEGATIVE_INFINITY;
  let key = Number.NEGATIVE_INFINITY;
  return {
    add(pts: number, isKey: boolean): void {
      startsWithKey ??= isKey;
      // A key frame is shown after all that came before it, and before all that comes after it.
      if (isKey ? pts <= latest : pts <= key) groupsAreClosed = false;
      if (isKey) key = pts;
      latest = Math.max(latest, pts);
    },
    seen: () => ({ startsWithKey: startsWithKey ?? false, groupsAreClosed }),
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
