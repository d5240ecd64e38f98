import type { SourceProbe } from '@media/core';
import { JOINING } from '../argv/input-guards.js';
import type { LineProbe } from './line-probe.js';
import { type Clock, readClock } from './read-clock.js';

/**
 * The source as it is to be remuxed, and what its packets say about its clock. If its video moves to another track, both are read as one.
 * `look`: describes the source, with more options for ffprobe. @throws what `readClock` throws
 */
export const readTracks = async (
  ffprobe: LineProbe,
  input: string,
  probe: SourceProbe,
  look: (options: string[]) => Promise<SourceProbe>,
): Promise<Clock & { probe: SourceProbe }> => {
  const clock = await readClock(ffprobe, input, probe);
  if (clock.movesAfterMs === undefined) return { ...clock, probe };
  const joined = { ...(await look(JOINING)), joinsTracks: true as const };
  const again = await readClock(ffprobe, input, joined);
  if (again.movesAfterMs !== undefined) return { ...clock, probe };
  return {
    ...again,
    probe: joined,
    warnings: [{ code: 'TRACKS_JOINED', afterMs: clock.movesAfterMs }, ...again.warnings],
  };
};
