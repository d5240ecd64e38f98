import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

const GENERATOR = join(import.meta.dirname, '../../../tools/lab/odd-files/main.ts');

/** A generated file, as the generator's manifest describes it. */
export type OddInput = {
  name: string;
  file: string;
  fault: string;
  container: string;
  video?: string;
  audio?: string;
  channels?: number;
  expected: { seconds?: number; flashes?: number[]; beeps?: number[] };
};

export type OddChoice = { seed: string; count: string; only: string };

/** Writes odd files into a folder. The same choice gives the same files. */
export const makeOddFiles = async (dir: string, { seed, count, only }: OddChoice): Promise<OddInput[]> => {
  await run(process.execPath, [GENERATOR, dir, '--seed', seed, '--count', count, '--only', only]);
  const manifest = JSON.parse(await readFile(join(dir, 'manifest.json'), 'utf8')) as Omit<OddInput, 'file'>[];
  return manifest.map((entry) => ({ ...entry, file: join(dir, entry.name) }));
};
