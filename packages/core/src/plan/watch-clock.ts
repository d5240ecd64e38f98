import { beginningLost } from './beginning-lost.js';
import { cutShort } from './cut-short.js';
import type { SourceWarning } from './source-warnings.js';
import { watchOrder } from './watch-order.js';

/** A packet of any stream, in file order. */
export type ClockPacket = {
  streamIndex: number;
  /** Decode time in seconds. */
  seconds?: number;
  durationSeconds?: number;
  /** Position in the file of the packet, or in Ogg of its page, which can be the last third of a short file. */
  offset?: number;
  sizeBytes?: number;
  isKey?: boolean;
};

/** Packets of a stream are slightly out of order in some files. ffmpeg joins the parts of a file from the same jump on. */
const BACK_SECONDS = 0.1;
/** In these containers, ffmpeg continues times that start over, and takes a longer gap for a new clock, which it removes. */
const CONTINUED = new Set(['mpegts', 'mpeg', 'ogg']);
const FORWARD_SECONDS = 10;
/** Containers with a header that says how long the recording should be. Durations of others come from their last packets. */
const DECLARING = new Set(['flv', 'avi', 'asf', 'mxf']);
/** Indexes and padding take less. */
const MAX_UNREAD_SHARE = 0.1;
/** A simple index object of ASF has six bytes for every second from zero on, even if the recording begins at hours (ASF specification, 6.1). */
const ASF_INDEX_BYTES_PER_SECOND = 6;
/** An index at the end of an AVI file has 16 bytes for every packet, and one of OpenDML 8 more. */
const AVI_INDEX_BYTES_PER_PACKET = 24;

/** FFmpeg adds what it skips to the frame before (`MPA_MAX_CODED_FRAME_SIZE`). MP3 has no times, so later frames come earlier. */
const MAX_MP3_FRAME_BYTES = 1792;

export type ClockFacts = {
  container: string;
  sizeBytes: number;
  /** Declared duration. */
  durationMs: number;
  /** Whether the file's header was read for it. */
  isDeclared?: boolean;
  /** The stream whose restarts count: the video or, without one, the first audio track. */
  streamIndex: number;
};

/** Notices a clock that starts over in the middle of a file, and a file that ends early or can't be read to its end. */
export const watchClock = ({ container, sizeBytes, durationMs, isDeclared = false, streamIndex }: ClockFacts) => {
  const streams = new Map<number, { latest: number; played: number; end: number }>();
  const order = watchOrder();
  const restarts: number[] = [];
  const start = watchStart();
  let furthest = 0;
  let damagedAfter: number | undefined;
  let bytesThere = 0;
  let packets = 0;
  const isRestart = (step: number) => step < -BACK_SECONDS || (step > FORWARD_SECONDS && CONTINUED.has(container));
  const warnings = (): SourceWarning[] => {
    const longest = (ends: (stream: { played: number; end: number }) => number) =>
      Math.round(1000 * Math.max(0, ...[...streams.values()].map(ends)));
    const playedMs = longest(({ played }) => played);
    const lastSeconds = Math.max(0, ...[...streams.values()].map(({ latest }) => latest));
    const read = furthest + bytesThere + indexBytes(container, { seconds: lastSeconds, packets });
    const unread = furthest > 0 && sizeBytes > 0 ? 1 - read / sizeBytes : 0;
    const [first] = restarts;
    return [
      ...start.warnings(),
      ...(first === undefined
        ? []
        : [{ code: 'TIME_RESTARTS' as const, times: restarts.length, afterMs: Math.round(first * 1000) }]),
      ...(unread > MAX_UNREAD_SHARE
        ? [{ code: 'SOURCE_PARTLY_READ' as const, afterMs: playedMs, percent: Math.round(100 * unread) }]
        : []),
      ...(isDeclared || DECLARING.has(container)
        ? cutShort(
            durationMs,
            longest(({ played, end }) => Math.max(played, end)),
            { ...(damagedAfter !== undefined && { damagedAfterMs: Math.round(1000 * damagedAfter) }) },
          )
        : []),
    ];
  };
  return {
    add({
      streamIndex: index,
      seconds,
      durationSeconds = 0,
      offset = 0,
      sizeBytes: bytes = 0,
      isKey,
    }: ClockPacket): void {
      packets += 1;
      if (offset > furthest) bytesThere = 0;
      furthest = Math.max(furthest, offset);
      if (offset === furthest) bytesThere += bytes;
      if (seconds === undefined) return;
      if (container === 'mp3' && index === streamIndex && bytes > MAX_MP3_FRAME_BYTES) damagedAfter ??= seconds;
      if (index === streamIndex) {
        order.add(seconds);
        start.add(seconds, isKey);
      }
      const { latest, played } = streams.get(index) ?? { latest: seconds, played: 0 };
      const jumps = isRestart(seconds - latest);
      if (jumps && index === streamIndex) restarts.push(played);
      streams.set(index, {
        ...{ latest: seconds, end: seconds + durationSeconds },
        played: jumps ? played : played + seconds - latest,
      });
    },
    /** Whether times start over in a container in which ffmpeg can't continue them, so that parts would overlap. */
    overlaps: (): boolean => !CONTINUED.has(container) && order.startsOver(),
    warnings,
  };
};

/** At the end of the file, where no packet is. */
const indexBytes = (container: string, { seconds, packets }: { seconds: number; packets: number }): number => {
  if (container === 'asf') return ASF_INDEX_BYTES_PER_SECOND * seconds;
  return container === 'avi' ? AVI_INDEX_BYTES_PER_PACKET * packets : 0;
};

/** Notices packets before the first key frame, which remuxing leaves out. */
const watchStart = () => {
  let first: number | undefined;
  let key: number | undefined;
  let before = 0;
  return {
    add(seconds: number, isKey = false): void {
      if (key !== undefined) return;
      first ??= seconds;
      if (isKey) key = seconds;
      else before += 1;
    },
    warnings: (): SourceWarning[] =>
      key === undefined || first === undefined ? [] : beginningLost(before, key - first),
  };
};
