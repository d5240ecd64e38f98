import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { layoutParts } from '@media/core';
import { writeNoise } from '../make-sources.ts';
import { type Cargo, CONTENDERS, checkAndClear } from './contenders.ts';
import { splitFile } from './curl-parts.ts';
import { report } from './report.ts';
import type { Sample } from './sample.ts';
import { startUploads, type Uploads } from './start-uploads.ts';

const MIB = 1024 * 1024;
const OPTIONS = {
  pairs: { type: 'string', default: '5' },
  mib: { type: 'string', default: '1024' },
  /** Parts sent at the same time, by the SDK and by curl. */
  parallel: { type: 'string', default: '4' },
} as const;

const loadNow = (): string => loadavg()[0]?.toFixed(2) ?? '';

/** `pnpm bench upload`: 1 GiB by the SDK, by parallel curl to the same store, and by tus to its own server, in turns. */
export const run = async (args: string[]): Promise<void> => {
  const { values } = parseArgs({ args, options: OPTIONS });
  const [pairs, parallel, sizeBytes] = [Number(values.pairs), Number(values.parallel), Number(values.mib) * MIB];
  const dir = await mkdtemp(join(tmpdir(), 'bench-upload-'));
  try {
    const cargo = await makeCargo(dir, sizeBytes);
    const uploads = await startUploads(dir);
    try {
      console.log(`load before: ${loadNow()}`);
      const samples = await runPairs(uploads, cargo, { pairs, parallel });
      console.log(`load after: ${loadNow()}`);
      console.table(report(samples, sizeBytes));
      console.log(
        `Medians of ${pairs} pairs (aim: SDK / parallel curl ≥ 0.90, API ~ 0). The store syncs each part to the disk, tus nothing.`,
      );
    } finally {
      await uploads.stop();
    }
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
};

const makeCargo = async (dir: string, sizeBytes: number): Promise<Cargo> => {
  const [file, partsDir] = [join(dir, 'noise.mp4'), join(dir, 'parts')];
  await writeNoise(file, sizeBytes);
  await mkdir(partsDir);
  return { file, sizeBytes, parts: await splitFile(file, layoutParts(sizeBytes).partSizeBytes, partsDir), dir };
};

const runPairs = async (uploads: Uploads, cargo: Cargo, { pairs, parallel }: { pairs: number; parallel: number }) => {
  // A store and an API that have served before are what a user meets.
  for (const { send } of CONTENDERS) {
    await send(uploads, cargo, parallel);
    await checkAndClear(uploads, cargo.sizeBytes);
  }
  const samples: Record<string, Sample[]> = Object.fromEntries(CONTENDERS.map(({ name }) => [name, []]));
  for (let pair = 0; pair < pairs; pair += 1) {
    // Nobody is always the one who comes after the same other.
    const order = CONTENDERS.map((_, index) => CONTENDERS[(index + pair) % CONTENDERS.length]);
    for (const contender of order) {
      if (!contender) continue;
      // What the one before left to be written must not slow this one down.
      await promisify(execFile)('sync');
      const sample = await contender.send(uploads, cargo, parallel);
      samples[contender.name]?.push(sample);
      const { sentSeconds, wallSeconds, cpuSeconds } = sample;
      console.log(
        `pair ${pair + 1}   ${contender.name.padEnd(13)}   sent ${sentSeconds.toFixed(2)} s, end ${wallSeconds.toFixed(2)} s, client ${cpuSeconds.client.toFixed(2)} CPU s`,
      );
      await checkAndClear(uploads, cargo.sizeBytes);
    }
  }
  return samples;
};
