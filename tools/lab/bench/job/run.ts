import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fileSource } from '@media/sdk/node';
import { makeLargeFile } from '@media/testkit/large-file';
import { type Cost, describe, describeRatio, medianOf, ratioOf } from '../cost.ts';
import { planOf, watchWorkers } from '../job-figures.ts';
import { CLIP, makeLongClip, reportMissingClip } from '../make-sources.ts';
import { peakRssBytes } from '../process-cost.ts';
import { runBare } from '../run-bare.ts';
import { type Product, startProduct } from './start-product.ts';

const LARGE_BYTES = 2 * 1024 ** 3;
const MIB = 1024 ** 2;
const OPTIONS = {
  /** 0 measures only memory. */
  pairs: { type: 'string', default: '3' },
  seconds: { type: 'string', default: '60' },
} as const;

/** `pnpm bench job`: compares a whole job with one plain ffmpeg on a local file, in pairs, then measures memory with a 2 GiB source. */
export const run = async (args: string[]): Promise<void> => {
  const { values } = parseArgs({ args, options: OPTIONS });
  if (reportMissingClip()) return;
  const dir = await mkdtemp(join(tmpdir(), 'bench-job-'));
  const product = await startProduct(dir);
  try {
    const clip = join(dir, 'clip.mp4');
    await makeLongClip(CLIP, Number(values.seconds), clip);
    if (Number(values.pairs) > 0) await comparePairs(product, clip, dir, Number(values.pairs));
    await measureMemory(product, clip, dir);
  } finally {
    await product.stop();
    await rm(dir, { recursive: true, force: true });
  }
};

const comparePairs = async (product: Product, clip: string, dir: string, pairs: number): Promise<void> => {
  const ratios: Cost[] = [];
  for (let pair = 1; pair <= pairs; pair += 1) {
    const job = await runJob(product, clip);
    const bare = await runBare(clip, await planOf(product.database, job.videoId), dir);
    const ratio = ratioOf(job, bare);
    ratios.push(ratio);
    console.log(`Pair ${pair}: job ${describe(job)}, plain ffmpeg ${describe(bare)}, ${describeRatio(ratio)}`);
  }
  console.log(`Median of ${pairs} pairs: ${describeRatio(medianOf(ratios))} (goal ≤ 1.10)`);
};

/** Wall time from the end of the upload to `completed`, and CPU time of the worker and its child processes. */
const runJob = async ({ client, worker, database }: Product, path: string): Promise<Cost & { videoId: string }> => {
  using spent = watchWorkers([worker.identity.pid]);
  const { id } = await client.uploadFile(await fileSource(path), { video: { title: 'bench', recipe: 'stream' } });
  for await (const message of client.watch(id)) {
    if (message.error) throw new Error(`${message.error.code}: ${message.error.message}`);
  }
  const { createdAt, completedAt, status } = await client.videos.get(id);
  if (!completedAt) throw new Error(`The job ended as ${status}.`);
  const wallSeconds = (Date.parse(completedAt) - Date.parse(createdAt)) / 1_000;
  return { videoId: id, wallSeconds, cpuSeconds: await spent.cpuSeconds(database, id) };
};

const measureMemory = async (product: Product, clip: string, dir: string): Promise<void> => {
  const large = join(dir, 'large.mp4');
  const short = join(dir, 'short.mp4');
  await makeLongClip(clip, 2, short);
  await makeLargeFile(short, LARGE_BYTES, large);
  await runJob(product, large);
  const mib = (bytes: number) => `${Math.round(bytes / MIB)} MiB`;
  const { api, worker } = product;
  console.log(
    `Peak RSS with a 2 GiB source: worker (Node.js only) ${mib(peakRssBytes(worker.identity.pid))} (goal ≤ 150 MiB), API ${mib(peakRssBytes(api.identity.pid))} (goal ≤ 200 MiB)`,
  );
};
