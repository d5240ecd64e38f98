import type { VideoPacket } from '@media/core';

/** Parses a line of `packetProbeArgs`; undefined for lines that aren't packets (side data has its own lines). */
export const parsePacket = (line: string): VideoPacket | undefined => packetOf(line.split(','));

/** Parses a line of `allPacketsArgs`: the stream, the time in seconds, and the packet. */
export const parseStreamPacket = (line: string) => {
  const [streamIndex = '', pts = '', time = '', ...rest] = line.split(',');
  const seconds = Number.parseFloat(time);
  const packet = packetOf([pts, ...rest]);
  return {
    streamIndex: Number.parseInt(streamIndex, 10),
    ...(Number.isFinite(seconds) && { seconds }),
    ...(packet && { packet }),
  };
};

const packetOf = ([pts, duration, size, position, flags]: string[]): VideoPacket | undefined => {
  if (pts === undefined || duration === undefined || size === undefined || position === undefined) return undefined;
  if (flags === undefined || !/^[K_]/.test(flags)) return undefined;
  const durationTicks = tick(duration);
  const shownAt = tick(pts);
  const sizeBytes = tick(size);
  const offset = tick(position);
  return {
    ...(shownAt !== undefined && { pts: shownAt }),
    ...(durationTicks !== undefined && { durationTicks }),
    ...(sizeBytes !== undefined && { sizeBytes }),
    ...(offset !== undefined && { offset }),
    isKey: flags[0] === 'K',
    isDiscarded: flags[1] === 'D',
  };
};

const tick = (text: string): number | undefined => {
  const value = Number.parseInt(text, 10);
  return Number.isSafeInteger(value) ? value : undefined;
};
