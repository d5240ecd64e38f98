import { availableParallelism } from 'node:os';
import { median } from '../cost.ts';
import { planOf } from '../job-figures.ts';
import { ENCODING } from './recipes.ts';
import { type Engine, untilCompleted } from './start-engine.ts';

/** One worker on one processor against two workers on two. The services are not pinned: they take their share of either. */
export const compareCores = async (engine: Engine, clip: string, pairs: number): Promise<void> => {
  if (process.platform !== 'linux' || availableParallelism() < 2) {
    console.log('two workers on two processors: not measured, this needs Linux and two processors');
    return;
  }
  const factors: number[] = [];
  for (let pair = 1; pair <= pairs; pair += 1) {
    await engine.useWorkers('0');
    const one = await runJob(engine, clip);
    await engine.useWorkers('0', '1');
    const two = await runJob(engine, clip);
    factors.push(one.seconds / two.seconds);
    console.log(
      `pair ${pair}   one worker ${one.chunks} chunks ${one.seconds.toFixed(1)} s   two ${two.chunks} chunks ${two.seconds.toFixed(1)} s   × ${(one.seconds / two.seconds).toFixed(2)}`,
    );
  }
  console.log(`two workers on two processors: × ${median(factors).toFixed(2)} (aim ≥ 1.7)`);
};

const runJob = async (engine: Engine, clip: string): Promise<{ seconds: number; chunks: number }> => {
  const id = await engine.addVideo(clip, ENCODING);
  const seconds = await untilCompleted(engine, id);
  return { seconds, chunks: (await planOf(engine.database, id)).video?.chunks.length ?? 0 };
};
