import { availableParallelism } from 'node:os';
import type { VideoId } from '@media/core';
import { median } from '../cost.ts';
import { planOf } from '../job-figures.ts';
import { runBareChunk } from '../run-bare.ts';
import { ENCODING } from './recipes.ts';
import { type Engine, untilCompleted } from './start-engine.ts';

/** The speedup of two concurrent plain encodes over two sequential ones. Below 2, because processors share memory and caches. */
const physicalLimit = async ({ database }: Engine, clip: string, id: VideoId, dir: string): Promise<number> => {
  const { video } = await planOf(database, id);
  const chunk = video?.chunks.at(-1);
  if (!video || !chunk) throw new Error('The clip has no video.');
  const alone = await runBareChunk(clip, video, chunk, dir, '0');
  const both = await Promise.all(['0', '1'].map((core) => runBareChunk(clip, video, chunk, dir, core)));
  return (2 * alone.wallSeconds) / Math.max(...both.map(({ wallSeconds }) => wallSeconds));
};

/** Compares two workers on two processors with one worker on one. The services aren't pinned and use both. */
export const compareCores = async (engine: Engine, clip: string, dir: string, pairs: number): Promise<void> => {
  if (process.platform !== 'linux' || availableParallelism() < 2) {
    console.log('Two workers on two processors: skipped, requires Linux and two processors');
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
      `Pair ${pair}: one worker ${one.chunks} chunks in ${one.seconds.toFixed(1)} s, two workers ${two.chunks} chunks in ${two.seconds.toFixed(1)} s, speedup ${factors.at(-1)?.toFixed(2)}, two plain ffmpeg ${limits.at(-1)?.toFixed(2)}`,
    );
  }
  console.log(
    `Two workers on two processors: speedup ${median(factors).toFixed(2)} (goal ≥ 1.7; two plain ffmpeg ${median(limits).toFixed(2)})`,
  );
};

const runJob = async (engine: Engine, clip: string): Promise<{ id: VideoId; seconds: number; chunks: number }> => {
  const id = await engine.addVideo(clip, ENCODING);
  const seconds = await untilCompleted(engine, id);
  return { id, seconds, chunks: (await planOf(engine.database, id)).video?.chunks.length ?? 0 };
};
