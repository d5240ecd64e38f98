import { mkdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { createObjectStore } from '@media/storage';
import { median } from '../cost.ts';
import { writeRandomFile } from '../make-sources.ts';
import { curlGet, curlPut } from './curl.ts';
import { type MeasuredServer, startMeasured } from './measured-server.ts';

const MIB = 1024 * 1024;
const KEYS = { accessKeyId: 'bench', secretAccessKey: 'bench-secret' };
const NAMES = ['embedded-s3', 'bare', 'bare + fsync'] as const;
type Name = (typeof NAMES)[number];
type Contender = { name: Name; server: MeasuredServer; putUrl: string; getUrl: string };
type Sample = { name: Name; verb: 'PUT' | 'GET'; pair: number; seconds: number; cpuSeconds: number };

const startEmbedded = async (dataDir: string, sizeBytes: number): Promise<Contender> => {
  const main = join(dirname(createRequire(import.meta.url).resolve('@media/embedded-s3')), 'main.js');
  const server = await startMeasured(main, [], {
    S3_PORT: '0',
    S3_HOST: '127.0.0.1',
    S3_DATA_DIR: dataDir,
    AWS_ACCESS_KEY_ID: KEYS.accessKeyId,
    AWS_SECRET_ACCESS_KEY: KEYS.secretAccessKey,
    AWS_REGION: 'us-east-1',
  });
  const store = createObjectStore({
    ...KEYS,
    endpoint: server.url,
    region: 'us-east-1',
    bucket: 'bench',
    forcePathStyle: true,
  });
  await store.ensureBucket({ corsOrigins: [] });
  const { url } = await store.presignPut('object', { sizeBytes, expiresInSeconds: 86_400 });
  const getUrl = await store.presignGet('object', { expiresInSeconds: 86_400 });
  store.close();
  return { name: 'embedded-s3', server, putUrl: url, getUrl };
};

const startBare = async (name: Name, folder: string, mode: string): Promise<Contender> => {
  mkdirSync(folder);
  const server = await startMeasured(join(import.meta.dirname, 'bare-server.ts'), [folder, mode], {});
  return { name, server, putUrl: `${server.url}/object`, getUrl: `${server.url}/object` };
};

const measure = async (contender: Contender, verb: Sample['verb'], pair: number, file: string): Promise<Sample> => {
  const { name, server } = contender;
  const before = server.cpuSeconds();
  const seconds = verb === 'PUT' ? await curlPut(contender.putUrl, file) : await curlGet(contender.getUrl);
  return { name, verb, pair, seconds, cpuSeconds: server.cpuSeconds() - before };
};

const table = (samples: Sample[], contenders: Contender[], sizeBytes: number): Record<string, string>[] =>
  (['PUT', 'GET'] as const).flatMap((verb) =>
    contenders.map(({ name, server }) => {
      const mine = samples.filter((sample) => sample.name === name && sample.verb === verb);
      const ours = samples.filter((sample) => sample.name === 'embedded-s3' && sample.verb === verb);
      const ratios = mine.map(({ seconds }, index) => seconds / (ours[index]?.seconds ?? Number.NaN));
      return {
        what: `${verb} ${name}`,
        'MB/s': (sizeBytes / 1e6 / median(mine.map(({ seconds }) => seconds))).toFixed(0),
        'CPU s/GB': (median(mine.map(({ cpuSeconds }) => cpuSeconds)) / (sizeBytes / 1e9)).toFixed(2),
        'peak RSS MB': (server.peakRssBytes() / 1e6).toFixed(0),
        'embedded / this (median, range)':
          name === 'embedded-s3'
            ? ''
            : `${median(ratios).toFixed(2)} (${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)})`,
      };
    }),
  );

const runPairs = async (contenders: Contender[], pairs: number, file: string): Promise<Sample[]> => {
  const samples: Sample[] = [];
  for (let pair = 0; pair < pairs; pair += 1) {
    // Rotate the order, so that writes left over from one contender don't always slow down the same other one.
    const order = contenders.map((_, index) => contenders[(index + pair) % contenders.length]);
    for (const verb of ['PUT', 'GET'] as const) {
      for (const contender of order) if (contender) samples.push(await measure(contender, verb, pair, file));
    }
  }
  return samples;
};

/** `pnpm bench s3 [--pairs N] [--mib N]`: sends and reads 1 GiB with embedded-s3 and with a minimal server, alternating. */
export const run = async (args: string[] = []): Promise<void> => {
  const options = { pairs: { type: 'string', default: '5' }, mib: { type: 'string', default: '1024' } } as const;
  const { values } = parseArgs({ args, options });
  const sizeBytes = Number(values.mib) * MIB;
  const folder = await mkdtemp(join(tmpdir(), 'bench-s3-'));
  const contenders: Contender[] = [];
  try {
    const file = join(folder, 'noise');
    await writeRandomFile(file, sizeBytes);
    contenders.push(await startEmbedded(join(folder, 'embedded'), sizeBytes));
    contenders.push(await startBare('bare', join(folder, 'bare'), 'plain'));
    contenders.push(await startBare('bare + fsync', join(folder, 'durable'), 'fsync'));
    const samples = await runPairs(contenders, Number(values.pairs), file);
    console.table(table(samples, contenders, sizeBytes));
  } finally {
    for (const { server } of contenders) await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
};
