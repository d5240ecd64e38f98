import type { VideoId } from '@media/core';
import { median } from '../cost.ts';
import { COPYING, ENCODING } from './recipes.ts';
import { type Engine, untilCompleted } from './start-engine.ts';

/** Compares the time to copy compatible video with the time to encode the same source. */
export const compareCopy = async (engine: Engine, copyableClip: string, pairs: number): Promise<void> => {
  await engine.useWorkers(undefined);
  const shares: number[] = [];
  for (let pair = 1; pair <= pairs; pair += 1) {
    const copied = await engine.addVideo(copyableClip, COPYING);
    await untilCompleted(engine, copied);
    const encoded = await engine.addVideo(copyableClip, ENCODING);
    await untilCompleted(engine, encoded);
    const [copy, encode] = [await secondsOf(engine, copied, 'repackage'), await secondsOf(engine, encoded, 'encode')];
    shares.push(copy / encode);
    console.log(`Pair ${pair}: copied in ${copy.toFixed(2)} s, encoded in ${encode.toFixed(1)} s`);
  }
  console.log(`Copy: ${(100 * median(shares)).toFixed(1)}% of the encode time (goal ≤ 5%)`);
};

/** From the start of the first attempt of these tasks to the end of the last one. */
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
