import { tmpdir } from 'node:os';
import { findPacketClock, type MediaRunner, type PacketClock } from '../index.js';

const known = new WeakMap<MediaRunner, Promise<PacketClock>>();

/** The packet clock of the ffmpeg under test, found once per runner. */
export const packetClockOf = (runner: MediaRunner): Promise<PacketClock> => {
  const found = known.get(runner) ?? findPacketClock(runner, tmpdir());
  known.set(runner, found);
  return found;
};
