import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { cpuSecondsOf } from '../process-cost.ts';
import { curlParts } from './curl-parts.ts';
import { runSender } from './run-sender.ts';
import type { Sample } from './sample.ts';
import type { Uploads } from './start-uploads.ts';

/** The file to send, and the same file split into parts. */
export type TestFile = { file: string; sizeBytes: number; parts: string[]; dir: string };

export type Contender = { name: string; send(uploads: Uploads, testFile: TestFile, parallel: number): Promise<Sample> };

/** Measures the CPU time of store and API during some work. */
const measureServers = async <T>({ s3, api }: Uploads, work: () => Promise<T>) => {
  const spent = () => [s3, api].map(({ identity }) => cpuSecondsOf(identity.pid));
  const before = spent();
  const result = await work();
  const [store = 0, ofApi = 0] = spent().map((seconds, index) => seconds - (before[index] ?? 0));
  return { result, store, api: ofApi };
};

const bySdk: Contender = {
  name: 'SDK',
  send: async (uploads, { file }, parallel) => {
    const tokens = uploads.tokens.read();
    if (!tokens) throw new Error('The client is not signed in.');
    const request = { by: 'sdk', file, baseUrl: uploads.baseUrl, tokens, parallel } as const;
    const { result, store, api } = await measureServers(uploads, () => runSender(request));
    return { ...result, cpuSeconds: { client: result.cpuSeconds, store, api } };
  },
};

/** Sends the same parts with the same API calls, but with curl. */
const byCurl: Contender = {
  name: 'parallel curl',
  send: async (uploads, { sizeBytes, parts, dir }, parallel) => {
    const { client } = uploads;
    const { result, store, api } = await measureServers(uploads, async () => {
      const begin = performance.now();
      const { id } = await client.uploads.create({ fileName: 'noise.mp4', sizeBytes });
      const partNumbers = parts.map((_, index) => index + 1);
      const signed = await client.uploads.signParts(id, { partNumbers });
      const puts = signed.map(({ url, partNumber }) => ({ url, file: parts[partNumber - 1] ?? '' }));
      const { seconds, cpuSeconds } = await curlParts(puts, parallel, dir);
      await client.videos.create({ uploadId: id });
      return { sentSeconds: seconds, wallSeconds: (performance.now() - begin) / 1_000, cpuSeconds };
    });
    return { ...result, cpuSeconds: { client: result.cpuSeconds, store, api } };
  },
};

/** Sends one PATCH, the default of tus-js-client, because the tus file store can't concatenate parts. */
const byTus: Contender = {
  name: 'tus',
  send: async ({ tus }, { file }) => {
    const before = tus.cpuSeconds();
    const sent = await runSender({ by: 'tus', file, endpoint: tus.url });
    return { ...sent, cpuSeconds: { client: sent.cpuSeconds, store: tus.cpuSeconds() - before } };
  },
};

export const CONTENDERS: readonly Contender[] = [bySdk, byCurl, byTus];

/** Checks that the whole file was stored, then removes it, so that every run starts with the same disk. */
export const checkAndClear = async ({ store, tusDir }: Uploads, sizeBytes: number): Promise<void> => {
  const stored: number[] = [];
  for await (const object of store.list('sources/')) stored.push(object.sizeBytes);
  const names = await readdir(tusDir);
  for (const name of names) stored.push((await stat(join(tusDir, name))).size);
  if (!stored.includes(sizeBytes)) throw new Error(`No file of ${sizeBytes} bytes was stored.`);
  await store.deletePrefix('sources/');
  for (const name of names) await rm(join(tusDir, name));
};
