import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { createClient, type VideoView } from '@media/sdk';
import { fileSource } from '@media/sdk/node';
import { startProduct } from '@media/testkit/product';
import { checkResult, type Outcome } from './check-result.ts';
import { expected } from './expected.ts';

const CORPUS = resolve(process.env.CORPUS ?? join(import.meta.dirname, '../../../shared/corpus'));
const CONCURRENCY = 4;

const filesBelow = (dir: string): string[] =>
  readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'README.md')
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();

type Client = ReturnType<typeof createClient>;

const processFile = async (client: Client, file: string): Promise<VideoView | string> => {
  if (statSync(file).size === 0) {
    const refused = await client.uploads
      .create({ fileName: 'empty', sizeBytes: 0 })
      .catch((error: Error) => error.message);
    return typeof refused === 'string' ? `refused: ${refused}` : 'an empty file was accepted';
  }
  const video = await client.uploadFile(await fileSource(file));
  for await (const message of client.watch(video.id)) {
    if (['completed', 'failed', 'cancelled'].includes(message.status ?? '')) break;
  }
  return client.videos.get(video.id);
};

/**
 * `pnpm test:corpus [PART-OF-A-NAME]`: processes the files of the corpus, or those whose name matches, with the real product.
 * Compares source and result with ffprobe.
 */
const main = async (): Promise<number> => {
  const dir = mkdtempSync(join(tmpdir(), 'media-corpus-'));
  const product = await startProduct({ dataDir: join(dir, 'data'), env: { WORKER_CONCURRENCY: '2' } });
  const client = createClient({ baseUrl: product.apiUrl });
  await client.auth.register({ email: 'corpus@example.org', password: 'correct horse battery' });
  const pending = filesBelow(CORPUS).filter((file) => relative(CORPUS, file).includes(process.argv[2] ?? ''));
  const outcomes: Outcome[] = [];
  const work = async (): Promise<void> => {
    for (let file = pending.shift(); file; file = pending.shift()) {
      const name = relative(CORPUS, file);
      const outcome = await checkResult(name, await expected(file), await processFile(client, file));
      outcomes.push(outcome);
      console.log(`${outcome.ok ? 'ok  ' : 'FAIL'} | ${name} | ${outcome.source} | ${outcome.result}`);
    }
  };
  try {
    await Promise.all(Array.from({ length: CONCURRENCY }, work));
  } finally {
    await product.end('SIGTERM');
    rmSync(dir, { recursive: true, force: true });
  }
  const failed = outcomes.filter(({ ok }) => !ok).length;
  console.log(`${outcomes.length - failed} passed, ${failed} failed`);
  return failed === 0 && outcomes.length > 0 ? 0 : 1;
};

process.exit(await main());
