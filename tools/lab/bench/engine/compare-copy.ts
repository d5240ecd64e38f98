import type { VideoId } from '@media/core';
import { median } from '../cost.ts';
import { COPYING, ENCODING } from './recipes.ts';
import { type Engine, untilCompleted } from './start-engine.ts';

/** How soon compatible video is ready as a copy, against the time that encoding the same source takes. */
export const compareCopy = async (engine: Engine, fitClip: string, pairs: number): Promise<void> => {
  await engine.useWorkers(undefined);
  const shares: number[] = [];
  for (let pair = 1; pair <= pairs; pair += 1) {
    const copied = await engine.addVideo(fitClip, COPYING);
    await untilCompleted(engine, copied);
    const encoded = await engine.addVideo(fitClip, ENCODING);
    await untilCompleted(engine, encoded);
    const [copy, encode] = [await secondsOf(engine, copied, 'repackage'), await secondsOf(engine, encoded, 'encode')];
    shares.push(copy / encode);
    console.log(`pair ${pair}   copy ready after ${copy.toFixed(2)} s   encoding took ${encode.toFixed(1)} s`);
  }
  console.log(`fast path: ${(100 * median(shares)).toFixed(1)} % of the encode time (aim ≤ 5)`);
};

/** From the first try of such a task to the end of the last. */
const secondsOf = async ({ database }: Engine, videoId: VideoId, kind: 'encode' | 'repackage'): Promise<number> => {
  const span = await database.sql.attempt.aggregate({
    where: { task: { videoId, kind } },
    _min: { startedAt: true },
    _max: { endedAt: true },
  });
  const [start, end] = [span._min.startedAt, span._max.endedAt];
  if (!start || !end) throw new Error(`The video has no ${kind} task.`);
  return (end.getTime() - start.getTime()) / 1_000;
};
