import { type Cost, describe, describeRatio, median, medianOf, ratioOf } from '../cost.ts';
import { ffmpegSeconds, planOf, watchWorkers } from '../job-figures.ts';
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
  const encoding: number[] = [];
  for (let pair = 1; pair <= pairs; pair += 1) {
    const { id, encodeSeconds, ...job } = await runJob(engine, clip);
    const plan = await planOf(engine.database, id);
    const bare = await runBare(clip, plan, dir);
    const peers = await runPerRendition(clip, plan, dir);
    toBare.push(ratioOf(job, bare));
    toPeers.push(ratioOf(peers, job));
    encoding.push(encodeSeconds / bare.cpuSeconds);
    console.log(
      `pair ${pair}   ${plan.video?.chunks.length} chunks ${describe(job)}, ${encodeSeconds.toFixed(1)} of them encoding   one ffmpeg ${describe(bare)}   one per rendition ${describe(peers)}`,
    );
  }
  console.log(`chunks and audio against one bare ffmpeg: CPU × ${median(encoding).toFixed(3)} (aim ≤ 1.05)`);
  console.log(`the whole job, from the store and back with all checks: ${describeRatio(medianOf(toBare))}`);
  console.log(`one ffmpeg per rendition against the worker: ${describeRatio(medianOf(toPeers))}`);
};

const runJob = async (engine: Engine, clip: string) => {
  using spent = watchWorkers(engine.pids());
  const id = await engine.addVideo(clip, ENCODING);
  const wallSeconds = await untilCompleted(engine, id);
  const cpuSeconds = await spent.cpuSeconds(engine.database, id);
  const encodeSeconds = await ffmpegSeconds(engine.database, id, ['encode', 'audio']);
  return { id, wallSeconds, cpuSeconds, encodeSeconds };
};
