import { copyFile, rm, stat, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { judgeAll } from '../judge-all.ts';
import { type MeasuredSource, measureSource } from '../measure-source.ts';
import { renderTable } from '../render-table.ts';
import { oddExpectation } from './odd-expectation.ts';
import { makeOddFiles, type OddChoice, type OddInput } from './odd-manifest.ts';
import { isRefusal, isRight, summarize } from './summarize.ts';

/** The best rendition only, once: most files are too small for a second one, and the corpus covers the other outputs. */
const RECIPE = { name: 'generated', outputs: ['hls' as const, 'mp4' as const, 'poster' as const] };

/** Nothing that can be decoded may be left of a file that was cut. */
const UNMEASURED: MeasuredSource = {
  ...{ measured: { seconds: 0, audios: [''] }, frames: [], marks: { flashes: [], beeps: [] } },
};

/** ffmpeg can't tell where the second of two joined files begins, so the first one is measured. */
const measure = async ({ file, fault }: OddInput) => {
  if (fault !== 'restart') return measureSource(file);
  const half = file.replace(/\.(\w+)$/, '.half.$1');
  await copyFile(file, half);
  await truncate(half, (await stat(file)).size / 2);
  const measured = await measureSource(half);
  await rm(half);
  return measured;
};

const expectationOf = async (input: OddInput) => {
  const source = (await measure(input)) ?? UNMEASURED;
  return { wanted: oddExpectation(input, source), frames: source.frames };
};

/** Generates files, processes them, and prints what is wrong with their results. Returns the exit code. */
export const judgeOddFiles = async (dir: string, choice: OddChoice, ffmpeg: string | undefined): Promise<number> => {
  const inputs = await makeOddFiles(join(dir, 'odd'), choice);
  const judged = await judgeAll({ inputs, expectationOf, dir, ffmpeg, recipe: RECIPE });
  const [refused, wrong] = [judged.filter(isRefusal), judged.filter((row) => !isRight(row) && !isRefusal(row))];
  console.log(`\n${summarize(inputs, judged)}\n\nRefused:\n${renderTable(refused)}\n\nWrong:\n${renderTable(wrong)}`);
  console.log(`\n${judged.length} files: ${refused.length} refused, ${wrong.length} wrong`);
  return judged.length > 0 && wrong.length === 0 ? 0 : 1;
};
