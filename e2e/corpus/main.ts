import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createExpectations } from './expectations.ts';
import { caseInputs, corpusInputs, type Input, makeCases } from './inputs.ts';
import { type Judged, judgeAll } from './judge-all.ts';
import { judgeOddFiles } from './odd-files/judge-odd-files.ts';
import { playOutputs } from './play-outputs.ts';
import { renderTable } from './render-table.ts';
import { updateGolden } from './update-golden.ts';

const USAGE = `usage: pnpm test:corpus [PART-OF-A-NAME ...] [options]
  --cases        only the generated cases
  --corpus       only the files of the corpus
  --players      also play every result to its end in hls.js, shaka-player and dash.js
  --ffmpeg DIR   process with the ffmpeg and ffprobe of this folder
  --measure      measure the corpus again, print what changed, and store it; no product runs
  --generated    instead of files that exist, odd combinations of containers, codecs, layouts, rates and timing problems:
                 --count N of them (300), from --seed N (1), or only those with --only PART-OF-A-NAME`;

const OPTIONS = {
  cases: { type: 'boolean' },
  corpus: { type: 'boolean' },
  players: { type: 'boolean' },
  ffmpeg: { type: 'string' },
  measure: { type: 'boolean' },
  generated: { type: 'boolean' },
  seed: { type: 'string', default: '1' },
  count: { type: 'string', default: '300' },
  only: { type: 'string', default: '' },
  help: { type: 'boolean' },
} as const;

/** Plays every result to its end, and adds what goes wrong to its problems. */
const play = (judged: readonly Judged[]): Promise<void> =>
  playOutputs(
    judged.flatMap(({ playable }) => playable ?? []),
    (name, problems) => judged.find((one) => one.name === name)?.problems.push(...problems),
  );

const main = async (): Promise<number> => {
  const { values, positionals } = parseArgs({ options: OPTIONS, allowPositionals: true });
  if (values.help) console.log(USAGE);
  if (values.help) return 0;
  const isChosen = ({ name }: Input) => positionals.length === 0 || positionals.some((part) => name.includes(part));
  if (values.measure) return updateGolden(corpusInputs().filter(isChosen));
  const dir = mkdtempSync(join(tmpdir(), 'media-corpus-'));
  try {
    if (values.generated) return await judgeOddFiles(dir, values, values.ffmpeg);
    const casesDir = process.env.CASES ?? join(dir, 'cases');
    const cases = values.corpus ? [] : caseInputs(casesDir).filter(isChosen);
    const corpus = values.cases ? [] : corpusInputs().filter(isChosen);
    await makeCases(cases, casesDir);
    const judged = await judgeAll(
      { inputs: [...cases, ...corpus], expectationOf: createExpectations(), dir, ffmpeg: values.ffmpeg },
      values.players ? play : undefined,
    );
    const failed = judged.filter(({ problems }) => problems.length > 0).length;
    console.log(`\n${renderTable(judged)}\n\n${judged.length - failed} passed, ${failed} failed`);
    return failed === 0 && judged.length > 0 ? 0 : 1;
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
};

process.exit(await main());
