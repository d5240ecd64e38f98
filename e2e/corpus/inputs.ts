import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { promisify } from 'node:util';
import { CASES } from './case-rows.ts';

const run = promisify(execFile);

const SHARED = join(import.meta.dirname, '../../../shared');
const CORPUS = resolve(process.env.CORPUS ?? join(SHARED, 'corpus'));
const MAKE_CASES = join(SHARED, 'cases/make.sh');

/** `name`: relative to its folder. */
export type Input = { name: string; file: string; isCase: boolean };

export const corpusInputs = (): Input[] =>
  readdirSync(CORPUS, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'README.md')
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((file) => ({ name: relative(CORPUS, file), file, isCase: false }));

/** Files that aren't named after the case that makes them. */
const MADE_BY: Record<string, string[]> = {
  ...{ 'apac.mov': ['mhm1'], 'loud51flac.mkv': ['loud51'] },
  // The second half of one is made from the first half of the other.
  'aacsame.ts': ['aacswitch', 'aacsame'],
};

export const caseInputs = (dir: string): Input[] =>
  Object.keys(CASES).map((name) => ({ name, file: join(dir, name), isCase: true }));

/** Makes the files that are missing. */
export const makeCases = async (inputs: readonly Input[], dir: string): Promise<void> => {
  const missing = inputs.filter(({ file }) => !existsSync(file)).map(({ name }) => name);
  const cases = [...new Set(missing.flatMap((name) => MADE_BY[name] ?? [name.replace(/\.\w+$/, '')]))];
  if (cases.length > 0) await run('bash', [MAKE_CASES, dir, ...cases]);
};
