import { type Cost, describe, describeRatio, median, medianOf, ratioOf } from '../cost.ts';
import { ffmpegSeconds, planOf, watchWorkers } from '../job-figures.ts';
import { runBare, runPerRendition } from '../run-bare.ts';
import { ENCODING } from './recipes.ts';
import { type Engine, untilCompleted } from './start-engine.ts';

/**
 * Compares one worker, including storage, chunks and checks, with one plain ffmpeg that decodes a local file once, and with one
 * ffmpeg per rendition.
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
      `Pair ${pair}: ${plan.video?.chunks.length} chunks ${describe(job)} (${encodeSeconds.toFixed(1)} CPU s encoding), one ffmpeg ${describe(bare)}, one per rendition ${describe(peers)}`,
    );
  }
  console.log(`Chunks and audio, relative to one plain ffmpeg: CPU × ${median(encoding).toFixed(3)} (goal ≤ 1.05)`);
  console.log(
    `Whole job with storage and all checks, relative to one plain ffmpeg: ${describeRatio(medianOf(toBare))}`,
  );
  console.log(`One ffmpeg per rendition, relative to the worker: ${describeRatio(medianOf(toPeers))}`);
};

const runJob = async (engine: Engine, clip: string) => {
  using spent = watchWorkers(engine.pids());
  const id = await engine.addVideo(clip, ENCODING);
  const wallSeconds = await untilCompleted(engine, id);
  const cpuSeconds = await spent.cpuSeconds(engine.database, id);
  const encodeSeconds = await ffmpegSeconds(engine.database, id, ['encode', 'audio']);
  return { id, wallSeconds, cpuSeconds, encodeSeconds };
};
