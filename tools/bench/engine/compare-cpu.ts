import { type Cost, describe, describeRatio, medianOf, ratioOf } from '../cost.ts';
import { planOf, watchWorkers } from '../job-figures.ts';
import { runBare, runPerRendition } from '../run-bare.ts';
import { ENCODING } from './recipes.ts';
import { type Engine, untilCompleted } from './start-engine.ts';

/**
 * One worker, from the store and back with all its chunks and checks, against one bare ffmpeg that decodes a local file once,
 * and against one ffmpeg per rendition.
 */
export const compareCpu = async (engine: Engine, clip: string, dir: string, pairs: number): Promise<void> => {
  await engine.useWorkers(undefined);
  const [toBare, toPeers]: [Cost[], Cost[]] = [[], []];
  for (let pair = 1; pair <= pairs; pair += 1) {
    const { id, ...job } = await runJob(engine, clip);
    const plan = await planOf(engine.database, id);
    const bare = await runBare(clip, plan, dir);
    const peers = await runPerRendition(clip, plan, dir);
    toBare.push(ratioOf(job, bare));
    toPeers.push(ratioOf(peers, job));
    console.log(
      `pair ${pair}   ${plan.video?.chunks.length} chunks ${describe(job)}   one ffmpeg ${describe(bare)}   one per rendition ${describe(peers)}`,
    );
  }
  console.log(`the worker against one bare ffmpeg: ${describeRatio(medianOf(toBare))} (aim CPU ≤ 1.05)`);
  console.log(`one ffmpeg per rendition against the worker: ${describeRatio(medianOf(toPeers))}`);
};

const runJob = async (engine: Engine, clip: string) => {
  using spent = watchWorkers(engine.pids());
  const id = await engine.addVideo(clip, ENCODING);
  const wallSeconds = await untilCompleted(engine, id);
  return { id, wallSeconds, cpuSeconds: await spent.cpuSeconds(engine.database, id) };
};
