import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type OddExpectation, type OddFile, oddFiles } from './odd-file.ts';
import { writeOddFile } from './write-odd-file.ts';

/** The manifest next to the files: what each contains, and what it should become. */
type OddManifest = {
  name: string;
  fault: string;
  container: string;
  video?: string;
  audio?: string;
  channels?: number;
  expected: OddExpectation;
}[];

const describe = ({ name, fault, container, video, audio, expected }: OddFile): OddManifest[number] => ({
  ...{ name, fault, container: container.muxer, expected },
  ...(video && { video: video.codec.name }),
  ...(audio && { audio: audio.codec.name, channels: audio.layout.channels }),
});

/** Of the files in the sequence, ffmpeg can't write about half: most containers hold few codecs. */
const MAX_TRIES = 12;

/** `node tools/lab/odd-files/main.ts DIR [--seed N] [--count N] [--only NAME]`: writes odd files and `manifest.json`. */
const main = async (): Promise<void> => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      seed: { type: 'string', default: '1' },
      count: { type: 'string', default: '300' },
      only: { type: 'string', default: '' },
    },
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
    if (file.name.includes(values.only) && (await writeOddFile(file, dir))) manifest.push(describe(file));
  }
  await writeFile(join(dir, 'manifest.json'), `${JSON.stringify(manifest, undefined, 2)}\n`);
  console.log(`${manifest.length} files of ${tries} combinations: most others can't be written`);
};

await main();
