import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Plan } from '@media/core';
import { type Database, openDatabase } from '@media/database';
import { fileSource } from '@media/sdk/node';
import { makeLargeFile, makeLongClip } from './make-sources.ts';
import { cpuSecondsOf, peakRssBytes, watchOtherChildren } from './process-cost.ts';
import { type Cost, runBare } from './run-bare.ts';
import { type Product, startProduct } from './start-product.ts';

const CORPUS = process.env.CORPUS ?? join(import.meta.dirname, '../../../../shared/corpus');
/** 1920x1080, 25 frames per second, with sound. */
const CLIP = join(CORPUS, 'encore/test_stereo.mp4');
const LARGE_BYTES = 2 * 1024 ** 3;
const MIB = 1024 ** 2;
const OPTIONS = {
  /** 0 measures the memory alone. */
  pairs: { type: 'string', default: '3' },
  seconds: { type: 'string', default: '60' },
} as const;

/** A whole job against one bare ffmpeg that makes the same from a local file, in pairs; then the memory a 2 GiB source takes. */
export const run = async (args: string[]): Promise<void> => {
  const { values } = parseArgs({ args, options: OPTIONS });
  if (!existsSync(CLIP)) {
    console.log(`Nothing measured: ${CLIP} is not there. Name a folder with encore/test_stereo.mp4 by CORPUS.`);
    return;
  }
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
    const bare = await runBare(clip, await planOf(product, job.videoId), dir);
    const ratio = { cpuSeconds: job.cpuSeconds / bare.cpuSeconds, wallSeconds: job.wallSeconds / bare.wallSeconds };
    ratios.push(ratio);
    console.log(`pair ${pair}   job ${describe(job)}   bare ${describe(bare)}   ${describeRatio(ratio)}`);
  }
  const middle = {
    cpuSeconds: median(ratios.map((one) => one.cpuSeconds)),
    wallSeconds: median(ratios.map((one) => one.wallSeconds)),
  };
  console.log(`median of ${pairs} pairs: ${describeRatio(middle)} (aim ≤ 1.10)`);
};

/** From the moment the upload is complete to `completed`; the CPU of the worker and of all it started. */
const runJob = async (product: Product, path: string): Promise<Cost & { videoId: string }> => {
  const { client, worker } = product;
  const { pid } = worker.identity;
  using others = watchOtherChildren(pid);
  const before = cpuSecondsOf(pid);
  const { id } = await client.uploadFile(await fileSource(path), { video: { title: 'bench', recipe: 'stream' } });
  for await (const message of client.watch(id)) {
    if (message.error) throw new Error(`${message.error.code}: ${message.error.message}`);
  }
  const { createdAt, completedAt, status } = await client.videos.get(id);
  if (!completedAt) throw new Error(`The job ended as ${status}.`);
  const wallSeconds = (Date.parse(completedAt) - Date.parse(createdAt)) / 1_000;
  const node = cpuSecondsOf(pid) - before;
  return { videoId: id, wallSeconds, cpuSeconds: node + others.cpuSeconds() + (await ffmpegSeconds(product, id)) };
};

const ffmpegSeconds = (product: Product, videoId: string): Promise<number> =>
  withDatabase(product, async ({ sql }) => {
    const sum = await sql.attempt.aggregate({ where: { task: { videoId } }, _sum: { cpuSeconds: true } });
    return sum._sum.cpuSeconds ?? 0;
  });

const planOf = (product: Product, videoId: string): Promise<Plan> =>
  withDatabase(product, async ({ sql }) => {
    const { plan } = await sql.job.findFirstOrThrow({ where: { videoId } });
    return plan as unknown as Plan;
  });

const withDatabase = async <T>({ databaseUrl }: Product, work: (database: Database) => Promise<T>): Promise<T> => {
  const database = openDatabase({ databaseUrl, maxConnections: 2, onMilestones: () => {} });
  try {
    return await work(database);
  } finally {
    await database.close();
  }
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
    `peak RSS with a 2 GiB source: worker's Node ${mib(peakRssBytes(worker.identity.pid))} (aim ≤ 150), API ${mib(peakRssBytes(api.identity.pid))} (aim ≤ 200)`,
  );
};

const describe = ({ cpuSeconds, wallSeconds }: Cost): string =>
  `${cpuSeconds.toFixed(1)} CPU s, ${wallSeconds.toFixed(1)} s`;
const describeRatio = ({ cpuSeconds, wallSeconds }: Cost): string =>
  `CPU × ${cpuSeconds.toFixed(3)}, wall × ${wallSeconds.toFixed(3)}`;

const median = (values: number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? Number.NaN)
    : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
};
