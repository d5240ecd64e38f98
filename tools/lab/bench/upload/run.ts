import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { layoutParts } from '@media/core';
import { writeRandomFile } from '../make-sources.ts';
import { CONTENDERS, checkAndClear, type TestFile } from './contenders.ts';
import { splitFile } from './curl-parts.ts';
import { report } from './report.ts';
import type { Sample } from './sample.ts';
import { startUploads, type Uploads } from './start-uploads.ts';

const MIB = 1024 * 1024;
const OPTIONS = {
  pairs: { type: 'string', default: '5' },
  mib: { type: 'string', default: '1024' },
  /** Concurrent parts, for the SDK and curl. */
  parallel: { type: 'string', default: '4' },
} as const;

const loadNow = (): string => loadavg()[0]?.toFixed(2) ?? '';

/** `pnpm bench upload`: sends 1 GiB with the SDK, with parallel curl to the same store, and with tus to its own server, alternating. */
export const run = async (args: string[]): Promise<void> => {
  const { values } = parseArgs({ args, options: OPTIONS });
  const [pairs, parallel, sizeBytes] = [Number(values.pairs), Number(values.parallel), Number(values.mib) * MIB];
  const dir = await mkdtemp(join(tmpdir(), 'bench-upload-'));
  try {
    const testFile = await makeTestFile(dir, sizeBytes);
    const uploads = await startUploads(dir);
    try {
      console.log(`Load before: ${loadNow()}`);
      const samples = await runPairs(uploads, testFile, { pairs, parallel });
      console.log(`Load after: ${loadNow()}`);
      console.table(report(samples, sizeBytes));
      console.log(
        `Medians of ${pairs} pairs (goal: SDK / parallel curl ≥ 0.90, API ~ 0). The store syncs each part to disk; tus doesn't sync.`,
      );
    } finally {
      await uploads.stop();
    }
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
};

const makeTestFile = async (dir: string, sizeBytes: number): Promise<TestFile> => {
  const [file, partsDir] = [join(dir, 'noise.mp4'), join(dir, 'parts')];
  await writeRandomFile(file, sizeBytes);
  await mkdir(partsDir);
  return { file, sizeBytes, parts: await splitFile(file, layoutParts(sizeBytes).partSizeBytes, partsDir), dir };
};

const runPairs = async (
  uploads: Uploads,
  testFile: TestFile,
  { pairs, parallel }: { pairs: number; parallel: number },
) => {
  // Warm up: production servers have handled requests before.
  for (const { send } of CONTENDERS) {
    await send(uploads, testFile, parallel);
    await checkAndClear(uploads, testFile.sizeBytes);
  }
  const samples: Record<string, Sample[]> = Object.fromEntries(CONTENDERS.map(({ name }) => [name, []]));
  for (let pair = 0; pair < pairs; pair += 1) {
    // Rotate the order, so that no contender always follows the same other one.
    const order = CONTENDERS.map((_, index) => CONTENDERS[(index + pair) % CONTENDERS.length]);
    for (const contender of order) {
      if (!contender) continue;
      // Flush pending writes of the previous contender.
      await promisify(execFile)('sync');
      const sample = await contender.send(uploads, testFile, parallel);
      samples[contender.name]?.push(sample);
      const { sentSeconds, wallSeconds, cpuSeconds } = sample;
      console.log(
        `Pair ${pair + 1}: ${contender.name.padEnd(13)} sent in ${sentSeconds.toFixed(2)} s, finished in ${wallSeconds.toFixed(2)} s, client ${cpuSeconds.client.toFixed(2)} CPU s`,
      );
      await checkAndClear(uploads, testFile.sizeBytes);
    }
  }
  return samples;
};
