import { cutShort } from './cut-short.js';
import type { SourceWarning } from './source-warnings.js';

/** A packet of any stream, in file order. */
export type ClockPacket = {
  streamIndex: number;
  /** Decode time in seconds. */
  seconds?: number;
  /** Position in the file of the packet, or in Ogg of its page, which can be the last third of a short file. */
  offset?: number;
  sizeBytes?: number;
};

/** Packets of a stream are slightly out of order in some files. ffmpeg joins the parts of a file from the same jump on. */
const BACK_SECONDS = 0.1;
/** ffmpeg takes a longer gap in these containers for a new clock, and removes it. */
const FORWARD_SECONDS = 10;
const RESTARTING = new Set(['mpegts', 'mpeg', 'ogg']);
/** Containers with a header that says how long the recording should be. Durations of others come from their last packets. */
const DECLARING = new Set(['flv', 'avi', 'asf', 'mxf']);
/** Indexes and padding take less. */
const MAX_UNREAD_SHARE = 0.1;

export type ClockFacts = {
  container: string;
  sizeBytes: number;
  /** Declared duration. */
  durationMs: number;
  /** The stream whose restarts count: the video or, without one, the first audio track. */
  streamIndex: number;
};

/** Notices a clock that starts over in the middle of a file, and a file that ends early or can't be read to its end. */
export const watchClock = ({ container, sizeBytes, durationMs, streamIndex }: ClockFacts) => {
  const streams = new Map<number, { latest: number; played: number }>();
  const restarts: number[] = [];
  let furthest = 0;
  let bytesThere = 0;
  const isRestart = (step: number) => step < -BACK_SECONDS || (step > FORWARD_SECONDS && RESTARTING.has(container));
  const warnings = (): SourceWarning[] => {
    const playedMs = Math.round(1000 * Math.max(0, ...[...streams.values()].map(({ played }) => played)));
    const unread = furthest > 0 && sizeBytes > 0 ? 1 - (furthest + bytesThere) / sizeBytes : 0;
    const [first] = restarts;
    return [
      ...(first === undefined
        ? []
        : [{ code: 'TIME_RESTARTS' as const, times: restarts.length, afterMs: Math.round(first * 1000) }]),
      ...(unread > MAX_UNREAD_SHARE
        ? [{ code: 'SOURCE_PARTLY_READ' as const, afterMs: playedMs, percent: Math.round(100 * unread) }]
        : []),
      ...(DECLARING.has(container) ? cutShort(durationMs, playedMs) : []),
    ];
  };
  return {
    add({ streamIndex: index, seconds, offset = 0, sizeBytes: bytes = 0 }: ClockPacket): void {
      if (offset > furthest) bytesThere = 0;
      furthest = Math.max(furthest, offset);
      if (offset === furthest) bytesThere += bytes;
      if (seconds === undefined) return;
      const { latest, played } = streams.get(index) ?? { latest: seconds, played: 0 };
      const jumps = isRestart(seconds - latest);
      if (jumps && index === streamIndex) restarts.push(played);
      streams.set(index, { latest: seconds, played: jumps ? played : played + seconds - latest });
    },
    warnings,
  };
};
