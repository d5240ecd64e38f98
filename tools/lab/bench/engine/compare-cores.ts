import { availableParallelism } from 'node:os';
import type { VideoId } from '@media/core';
import { median } from '../cost.ts';
import { planOf } from '../job-figures.ts';
import { runBareChunk } from '../run-bare.ts';
import { ENCODING } from './recipes.ts';
import { type Engine, untilCompleted } from './start-engine.ts';

/** Two processors share memory and caches: what two bare encodes of a chunk side by side gain over one after the other. */
const physicalLimit = async ({ database }: Engine, clip: string, id: VideoId, dir: string): Promise<number> => {
  const { video } = await planOf(database, id);
  const chunk = video?.chunks.at(-1);
  if (!video || !chunk) throw new Error('The clip has no video.');
  const alone = await runBareChunk(clip, video, chunk, dir, '0');
  const both = await Promise.all(['0', '1'].map((core) => runBareChunk(clip, video, chunk, dir, core)));
  return (2 * alone.wallSeconds) / Math.max(...both.map(({ wallSeconds }) => wallSeconds));
};

/** One worker on one processor against two workers on two. The services are not pinned: they take their share of either. */
export const compareCores = async (engine: Engine, clip: string, dir: string, pairs: number): Promise<void> => {
  if (process.platform !== 'linux' || availableParallelism() < 2) {
    console.log('two workers on two processors: not measured, this needs Linux and two processors');
    return;
  }
  const factors: number[] = [];
  const limits: number[] = [];
  for (let pair = 1; pair <= pairs; pair += 1) {
    await engine.useWorkers('0');
    const one = await runJob(engine, clip);
    await engine.useWorkers('0', '1');
    const two = await runJob(engine, clip);
    factors.push(one.seconds / two.seconds);
    limits.push(await physicalLimit(engine, clip, two.id, dir));
    console.log(
      `pair ${pair}   one worker ${one.chunks} chunks ${one.seconds.toFixed(1)} s   two ${two.chunks} chunks ${two.seconds.toFixed(1)} s   × ${factors.at(-1)?.toFixed(2)}   two bare ffmpeg × ${limits.at(-1)?.toFixed(2)}`,
    );
  }
  console.log(
    `two workers on two processors: × ${median(factors).toFixed(2)} (aim ≥ 1.7; two bare ffmpeg × ${median(limits).toFixed(2)})`,
  );
};

const runJob = async (engine: Engine, clip: string): Promise<{ id: VideoId; seconds: number; chunks: number }> => {
  const id = await engine.addVideo(clip, ENCODING);
  const seconds = await untilCompleted(engine, id);
  return { id, seconds, chunks: (await planOf(engine.database, id)).video?.chunks.length ?? 0 };
};
