import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEmbeddedS3 } from '@media/embedded-s3';
import { awscli } from './awscli.ts';
import type { Client, ClientEnvironment } from './client-run.ts';
import { rclone } from './rclone.ts';
import { s3cmd } from './s3cmd.ts';

const KEYS = { accessKeyId: 'CLIENTS', secretAccessKey: 'clients-secret' };
const MIB = 1024 * 1024;

const writeSource = async (folder: string): Promise<void> => {
  await mkdir(join(folder, 'tree/deep/er'), { recursive: true });
  await writeFile(join(folder, 'small.txt'), 'hello\n');
  await writeFile(join(folder, 'large.bin'), randomBytes(21 * MIB + 13));
  for (const name of ['a.txt', 'deep/b c.txt', 'deep/er/zürich +&=.bin', 'empty']) {
    await writeFile(join(folder, 'tree', name), name === 'empty' ? '' : randomBytes(10_000));
  }
};

type Row = { client: string; step: string; result: 'passed' | 'FAILED'; error: string | undefined };

/** Runs all steps in order, even after a failure, to show which ones work. */
const runClient = async (client: Client, environment: ClientEnvironment): Promise<Row[]> => {
  const name = `${client.name} (${await client.version()})`;
  const rows: Row[] = [];
  for (const step of await client.steps(environment)) {
    const error = await step.run().then(
      () => undefined,
      (reason: unknown) => (reason instanceof Error ? reason.message : String(reason)),
    );
    rows.push({ client: name, step: step.name, result: error === undefined ? 'passed' : 'FAILED', error });
  }
  return rows;
};

/** Runs third-party clients against a new embedded S3. */
const main = async (): Promise<number> => {
  const folder = await mkdtemp(join(tmpdir(), 's3-clients-'));
  const server = await createEmbeddedS3({
    ...KEYS,
    dataDir: join(folder, 'data'),
    region: 'us-east-1',
    port: 0,
    host: '127.0.0.1',
  });
  const rows: Row[] = [];
  try {
    await writeSource(join(folder, 'source'));
    for (const client of [awscli, s3cmd, rclone]) {
      const work = join(folder, client.name);
      await mkdir(work);
      rows.push(...(await runClient(client, { ...KEYS, endpoint: server.url, source: join(folder, 'source'), work })));
    }
  } finally {
    await server.close();
    await rm(folder, { recursive: true });
  }
  console.table(rows, ['client', 'step', 'result']);
  const failed = rows.filter(({ result }) => result === 'FAILED');
  for (const { client, step, error } of failed) console.log(`${client}, ${step}: ${error}`);
  console.log(`${rows.length - failed.length} passed, ${failed.length} failed`);
  return failed.length === 0 ? 0 : 1;
};

process.exitCode = await main();
