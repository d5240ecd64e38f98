import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type OddExpectation, oddFiles } from './odd-file.ts';
import { writeOddFile } from './write-odd-file.ts';

/** The manifest next to the files: what each should become. */
type OddManifest = { name: string; fault: string; expected: OddExpectation }[];

/** Of the files in the sequence, ffmpeg can't write about half: most containers hold few codecs. */
const MAX_TRIES = 12;

/** `node tools/lab/odd-files/main.ts DIR [--seed N] [--count N]`: writes odd files and `manifest.json`. */
const main = async (): Promise<void> => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { seed: { type: 'string', default: '1' }, count: { type: 'string', default: '300' } },
  });
  const [dir] = positionals;
  if (dir === undefined) throw new Error('Name the folder to write to.');
  await mkdir(dir, { recursive: true });
  const wanted = Number(values.count);
  const manifest: OddManifest = [];
  let tries = 0;
  for (const file of oddFiles(Number(values.seed))) {
    if (manifest.length === wanted || tries === wanted * MAX_TRIES) break;
    tries += 1;
    const { name, fault, expected } = file;
    if (await writeOddFile(file, dir)) manifest.push({ name, fault, expected });
  }
  await writeFile(join(dir, 'manifest.json'), `${JSON.stringify(manifest, undefined, 2)}\n`);
  console.log(`${manifest.length} files, ${tries - manifest.length} combinations that ffmpeg can't write`);
};

await main();
