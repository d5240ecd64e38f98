import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ApiError, type Client, createClient } from '@media/sdk';
import { startProduct } from '@media/testkit/product';
import { createExpectations } from './expectations.ts';
import { caseInputs, corpusInputs, type Input, makeCases } from './inputs.ts';
import { judge, refusalProblems } from './judge.ts';
import { type Playable, playOutputs } from './play-outputs.ts';
import { processFile } from './process-file.ts';
import { type Row, renderTable } from './render-table.ts';
import { updateGolden } from './update-golden.ts';

const USAGE = `usage: pnpm test:corpus [PART-OF-A-NAME ...] [options]
  --cases        only the generated cases
  --corpus       only the files of the corpus
  --players      also play every result to its end in hls.js, shaka-player and dash.js
  --ffmpeg DIR   process with the ffmpeg and ffprobe of this folder
  --measure      measure the corpus again, print what changed, and store it; no product runs`;

/** The measuring itself keeps a core busy. */
const CONCURRENCY = 2;

const OPTIONS = {
  cases: { type: 'boolean' },
  corpus: { type: 'boolean' },
  players: { type: 'boolean' },
  ffmpeg: { type: 'string' },
  measure: { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

type Judged = Row & { playable?: Playable };

const judgeFile = async (
  client: Client,
  input: Input,
  expectationOf: ReturnType<typeof createExpectations>,
): Promise<Judged> => {
  const { name, file } = input;
  const { wanted, frames } = await expectationOf(input);
  try {
    const video = await processFile(client, file);
    const urls = await client.videos.playbackToken(video.id);
    const problems = await judge(wanted, frames, video, urls);
    const result = video.error?.code ?? video.status;
    const playable = video.status === 'completed' && { name, seconds: wanted.seconds, urls };
    return { name, result, problems, ...(playable && { playable }) };
  } catch (error) {
    if (error instanceof ApiError) return { name, result: error.code, problems: refusalProblems(wanted, error) };
    // An output that can't be fetched or read must not hide the results of the other files.
    return { name, result: 'error', problems: [String(error)] };
  }
};

const judgeAll = async (inputs: readonly Input[], dir: string, ffmpeg: string | undefined, players: boolean) => {
  const paths = ffmpeg && { FFMPEG_PATH: join(ffmpeg, 'ffmpeg'), FFPROBE_PATH: join(ffmpeg, 'ffprobe') };
  const product = await startProduct({
    dataDir: join(dir, 'data'),
    env: { WORKER_CONCURRENCY: '2', ...(paths || {}) },
  });
  try {
    const client = createClient({ baseUrl: product.apiUrl });
    await client.auth.register({ email: 'corpus@example.org', password: 'correct horse battery' });
    const expectationOf = createExpectations();
    const pending = [...inputs];
    const judged: Judged[] = [];
    const work = async (): Promise<void> => {
      for (let input = pending.shift(); input; input = pending.shift()) {
        const found = await judgeFile(client, input, expectationOf);
        judged.push(found);
        console.log(renderTable([found]));
      }
    };
    await Promise.all(Array.from({ length: CONCURRENCY }, work));
    const playable = judged.flatMap((found) => found.playable ?? []);
    if (players)
      await playOutputs(playable, (name, problems) =>
        judged.find((one) => one.name === name)?.problems.push(...problems),
      );
    return judged;
  } finally {
    await product.end('SIGTERM');
  }
};

const main = async (): Promise<number> => {
  const { values, positionals } = parseArgs({ options: OPTIONS, allowPositionals: true });
  if (values.help) console.log(USAGE);
  if (values.help) return 0;
  const isChosen = ({ name }: Input) => positionals.length === 0 || positionals.some((part) => name.includes(part));
  if (values.measure) return updateGolden(corpusInputs().filter(isChosen));
  const dir = mkdtempSync(join(tmpdir(), 'media-corpus-'));
  try {
    const casesDir = process.env.CASES ?? join(dir, 'cases');
    const cases = values.corpus ? [] : caseInputs(casesDir).filter(isChosen);
    const corpus = values.cases ? [] : corpusInputs().filter(isChosen);
    await makeCases(cases, casesDir);
    const judged = await judgeAll([...cases, ...corpus], dir, values.ffmpeg, values.players ?? false);
    const failed = judged.filter(({ problems }) => problems.length > 0).length;
    console.log(`\n${renderTable(judged)}\n\n${judged.length - failed} passed, ${failed} failed`);
    return failed === 0 && judged.length > 0 ? 0 : 1;
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
};

process.exit(await main());
