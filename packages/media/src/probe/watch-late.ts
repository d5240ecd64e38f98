import type { ClockPacket } from '@media/core';
import type { PacketPositions } from './packet-positions.js';

/**
 * Finds packets that come after others which are stored later. Where tracks of MPEG-TS are joined, the demuxer returns the last packet of the first
 * part at the end of the file.
 */
export const watchLate = () => {
  const tracks = new Map<number, { index: number; furthest: number; late: number[] }>();
  return {
    isLate({ streamIndex, offset = Number.POSITIVE_INFINITY, isKey }: ClockPacket): boolean {
      const track = tracks.get(streamIndex) ?? { index: -1, furthest: -1, late: [] };
      tracks.set(streamIndex, track);
      // Remuxing begins with a key frame.
      if (track.index < 0 && !isKey) return false;
      track.index += 1;
      const isLate = offset < track.furthest;
      if (isLate) track.late.push(track.index);
      else if (Number.isFinite(offset)) track.furthest = offset;
      return isLate;
    },
    /** Positions among the packets from the first key frame on. */
    late: (): PacketPositions => new Map([...tracks].map(([streamIndex, { late }]) => [streamIndex, late])),
  };
};
