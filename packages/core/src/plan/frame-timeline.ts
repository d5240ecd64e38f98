import { trackPeak } from './bitrate-peak.js';
import { fractionValue } from './rates.js';
import type { Fraction } from './source-probe.js';
import { STARTS_OVER_SECONDS } from './watch-order.js';

/** A packet of the video stream. Times are in ticks of the stream's time base. */
export type VideoPacket = {
  pts?: number;
  durationTicks?: number;
  sizeBytes?: number;
  isKey: boolean;
  /** Removed by an edit list: decoded but never shown. */
  isDiscarded: boolean;
  /** Position in the file. An edit list can make the demuxer read packets again. */
  offset?: number;
};

/** Times assigned by counting decoded frames: frame n is shown at `firstPts` + n × `frameTicks`, in ticks of the stream's time base. */
export type CountedTimes = {
  firstPts: number;
  frameTicks: Fraction;
  /** Decoding must ignore edit lists. */
  ignoresEdits?: true;
};

/** The presentation time of every frame. Exists only while planning: hours of video take a few megabytes. */
export type FrameTimeline = {
  timeBase: Fraction;
  /** Sorted, in display order. */
  pts: Float64Array;
  keyPts: Float64Array;
  /** Packets without a presentation time. */
  missingCount: number;
  lastDurationTicks?: number;
  /** Packets that an edit list removes. */
  discardedCount: number;
  /** Packets that can't be decoded, because they are stored or shown before the first key frame. */
  undecodableCount: number;
  /** From the first of them to the first frame. */
  undecodableTicks: number;
  /** Total size of the packets that are shown. */
  sizeBytes: number;
  /** The highest bitrate over four seconds. */
  peakBps: number;
  /** Whether the first packet is a key frame. */
  startsWithKey: boolean;
  /** Whether no frame is shown before the key frame that it follows in the file, so decoding can start at every key frame. */
  groupsAreClosed: boolean;
  /** Whether every packet is shown after the one before it in the file. */
  isStoredInOrder: boolean;
  /** Whether times start over, as in joined recordings. Containers without an index are remuxed first, which continues the times. */
  startsOver: boolean;
  /** Whether an edit list joins several parts of the track. Decoding goes back to a key frame before each part, which confuses seeks. */
  joinsParts: boolean;
  /** Packets in the file, each counted once. */
  storedCount: number;
  /** Only if the container doesn't say when frames are shown. */
  counted?: CountedTimes;
};

/** From the start of the first frame to the start of the last. */
export const spanSeconds = ({ pts, timeBase }: Pick<FrameTimeline, 'pts' | 'timeBase'>): number =>
  ((pts.at(-1) ?? 0) - (pts[0] ?? 0)) * fractionValue(timeBase);

/** The longest time from a key frame to the next, or from the last one to `endPts`, in seconds. */
export const longestGroupSeconds = (
  { keyPts, timeBase }: Pick<FrameTimeline, 'keyPts' | 'timeBase'>,
  endPts: number,
): number =>
  // No spread into Math.max: all-intra video has hundreds of thousands of key frames.
  keyPts.reduce((longest, pts, index) => Math.max(longest, (keyPts[index + 1] ?? endPts) - pts), 0) *
  fractionValue(timeBase);

export type TimelineCollector = {
  add(packet: VideoPacket): void;
  finish(): FrameTimeline;
};

/** Takes packets one by one in file order, so that the probe can be streamed. */
export const collectTimeline = (timeBase: Fraction): TimelineCollector => {
  const pts = growable();
  const keyPts = growable();
  const counted = { missingCount: 0, discardedCount: 0, sizeBytes: 0, storedCount: 0 };
  let furthest = -1;
  const groups = trackGroups(timeBase);
  const peak = trackPeak(timeBase);
  let last: VideoPacket | undefined;
  let firstKey: VideoPacket | undefined;
  return {
    add(packet) {
      const { offset = furthest + 1 } = packet;
      if (offset > furthest) counted.storedCount += 1;
      furthest = Math.max(furthest, offset);
      if (packet.isKey) firstKey ??= packet;
      groups.watch(packet);
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
      peak.add(packet.pts, packet.sizeBytes ?? 0);
      if (packet.isKey) keyPts.push(packet.pts);
      groups.add(packet.pts, packet.isKey);
      if (last?.pts === undefined || packet.pts >= last.pts) last = packet;
    },
    finish: () => ({
      timeBase,
      ...dropUndecodable(pts.sorted(), firstKey?.pts),
      keyPts: keyPts.sorted(),
      ...counted,
      peakBps: peak.bps(),
      ...groups.result(),
      ...(last?.durationTicks !== undefined && { lastDurationTicks: last.durationTicks }),
    }),
  };
};

/**
 * A trimmed recording can begin with frames that depend on missing ones: those shown before the first key frame. A key frame that an
 * edit list removes still counts, because the frames after it can be decoded.
 */
const dropUndecodable = (sorted: Float64Array, key = Number.NEGATIVE_INFINITY) => {
  const undecodableCount = Math.max(
    0,
    sorted.findIndex((pts) => pts >= key),
  );
  const undecodableTicks = (sorted[undecodableCount] ?? 0) - (sorted[0] ?? 0);
  return { pts: sorted.subarray(undecodableCount), undecodableCount, undecodableTicks };
};

/** Learns about groups of pictures from the order of packets. */
const trackGroups = (timeBase: Fraction) => {
  const minStep = STARTS_OVER_SECONDS / fractionValue(timeBase);
  let startsOver = false;
  let startsWithKey: boolean | undefined;
  let groupsAreClosed = true;
  let isStoredInOrder = true;
  let latest = Number.NEGATIVE_INFINITY;
  let key = Number.NEGATIVE_INFINITY;
  /** Of all packets. */
  let latestRead = Number.NEGATIVE_INFINITY;
  let discards = false;
  let joinsParts = false;
  return {
    /** Also for packets that an edit list removes: ffmpeg marks the first key frame of a second recording so. */
    watch({ pts, isKey, isDiscarded }: VideoPacket): void {
      if (pts === undefined) return;
      if (isKey && pts <= key && latest - pts >= minStep) startsOver = true;
      discards ||= isDiscarded;
      if (isKey && discards && pts <= latestRead) joinsParts = true;
      latestRead = Math.max(latestRead, pts);
    },
    add(pts: number, isKey: boolean): void {
      startsWithKey ??= isKey;
      // In a closed group, a key frame is shown after all packets before it and before all packets after it.
      if (isKey ? pts <= latest : pts <= key) groupsAreClosed = false;
      if (isKey) key = pts;
      if (pts <= latest) isStoredInOrder = false;
      latest = Math.max(latest, pts);
    },
    result: () => ({
      ...{ startsWithKey: startsWithKey ?? false, groupsAreClosed },
      ...{ isStoredInOrder, startsOver, joinsParts },
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
