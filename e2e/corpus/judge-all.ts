import { join } from 'node:path';
import { ApiError, type Client, createClient, type VideoDetails } from '@media/sdk';
import { startProduct } from '@media/testkit/product';
import type { ColorSample, Expectation } from './expectation.ts';
import { judge, refusalProblems } from './judge.ts';
import type { Playable } from './play-outputs.ts';
import { processFile } from './process-file.ts';
import { type Row, renderTable } from './render-table.ts';

/** `name`: unique among the inputs. */
type File = { name: string; file: string };

export type JudgeOptions<Input extends File> = {
  inputs: readonly Input[];
  /** What must come out of an input. `frames`: the colors of all frames of the source, to find posters among them. */
  expectationOf(input: Input): Promise<{ wanted: Expectation; frames: ColorSample[] }>;
  /** For the product's data. */
  dir: string;
  /** Folder of the ffmpeg and ffprobe to process with. */
  ffmpeg?: string | undefined;
  recipe?: VideoDetails['recipe'];
};

export type Judged = Row & { playable?: Playable };

/** The measuring itself keeps a core busy. */
const CONCURRENCY = 2;

/** Starts the product, processes each input, and prints and returns what is wrong. `then` runs before the product ends. */
export const judgeAll = async <Input extends File>(
  options: JudgeOptions<Input>,
  then: (judged: readonly Judged[]) => Promise<void> = async () => undefined,
): Promise<Judged[]> => {
  const { inputs, dir, ffmpeg } = options;
  const paths = ffmpeg && { FFMPEG_PATH: join(ffmpeg, 'ffmpeg'), FFPROBE_PATH: join(ffmpeg, 'ffprobe') };
  const product = await startProduct({
    dataDir: join(dir, 'data'),
    env: { WORKER_CONCURRENCY: '2', ...(paths || {}) },
  });
  try {
    const client = createClient({ baseUrl: product.apiUrl });
    await client.auth.register({ email: 'corpus@example.org', password: 'correct horse battery' });
    const pending = [...inputs];
    const judged: Judged[] = [];
    const work = async (): Promise<void> => {
      for (let input = pending.shift(); input; input = pending.shift()) {
        const found = await judgeFile(client, input, options);
        judged.push(found);
        console.log(renderTable([found]));
      }
    };
    await Promise.all(Array.from({ length: CONCURRENCY }, work));
    await then(judged);
    return judged;
  } finally {
    await product.end('SIGTERM');
  }
};

const judgeFile = async <Input extends File>(
  client: Client,
  input: Input,
  { expectationOf, recipe }: JudgeOptions<Input>,
): Promise<Judged> => {
  const { name, file } = input;
  const { wanted, frames } = await expectationOf(input);
  try {
    const video = await processFile(client, file, recipe);
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
